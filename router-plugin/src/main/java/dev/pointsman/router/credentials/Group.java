package dev.pointsman.router.credentials;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Credentials of one owner side, the workspace's or the platform's: tried in their order or spread by their weights. */
record Group(List<PooledCredential> credentials) {

    Group {
        credentials = List.copyOf(credentials);
    }

    List<PooledCredential> inOrder(@Nullable String last, String spread) {
        if (credentials.size() == 1) {
            return credentials;
        }
        List<PooledCredential> ordered = new ArrayList<>(credentials);
        if (isSpread()) {
            ordered.sort(Comparator.comparingDouble(credential -> distance(credential, spread)));
        }
        // Stable, so that only the one that holds the conversation's prompt cache moves.
        ordered.sort(Comparator.comparing(credential -> !credential.name().equals(last)));
        return ordered;
    }

    private boolean isSpread() {
        return credentials.stream().anyMatch(credential -> credential.config().weight() > 0);
    }

    /**
     * Weighted rendezvous hashing: each credential draws an exponential of its own rate, the smallest wins. A conversation
     * draws the same every time, in every process, and a credential that joins or leaves moves only its own share.
     */
    private static double distance(PooledCredential credential, String spread) {
        return -Math.log(uniform(spread + '\n' + credential.name()))
                / Math.max(1, credential.config().weight());
    }

    /** Between 0 and 1, both excluded. */
    private static double uniform(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ((ByteBuffer.wrap(hash).getLong() >>> 11) + 0.5) * 0x1.0p-53;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
