package dev.pointsman.router;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * A policy as it was written, secrets as the references they are.
 *
 * @param values of JDK types, its sections sorted by name
 * @param version the start of a digest of its content, so that equal policies have equal versions on every replica
 */
record PolicyTree(Map<String, Object> values, String version) {

    private static final int CHARACTERS = 12;
    private static final ObjectMapper SORTED =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    static PolicyTree of(Map<String, Object> tree) {
        return new PolicyTree(Collections.unmodifiableMap(new TreeMap<>(tree)), digest(tree));
    }

    private static String digest(Map<String, Object> tree) {
        try {
            byte[] canonical = SORTED.writeValueAsString(tree).getBytes(StandardCharsets.UTF_8);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical);
            return HexFormat.of().formatHex(digest).substring(0, CHARACTERS);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a policy is a tree of JDK types", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Without its content: a header may hold anything. */
    @Override
    public String toString() {
        return "PolicyTree[" + version + "]";
    }
}
