package dev.pointsman.router;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** A policy's version: the start of a digest of its content, so that equal policies have equal versions on every replica. */
final class PolicyVersion {

    private static final int CHARACTERS = 12;
    private static final ObjectMapper SORTED =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    private PolicyVersion() {}

    static String of(Map<String, Object> tree) {
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
}
