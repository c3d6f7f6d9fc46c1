package dev.pointsman.hostkit.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * One numbered file of statements, each ended by a semicolon at the end of its line.
 *
 * @param number from the file's name, its first three digits
 * @param name the file's
 * @param sql with line feeds alone
 */
record Migration(int number, String name, String sql) {

    static Migration of(String name, String sql) {
        if (!name.matches("\\d{3}-[a-z-]+\\.sql")) {
            throw new IllegalStateException(name + " is not named NNN-name.sql");
        }
        return new Migration(Integer.parseInt(name.substring(0, 3)), name, sql.replace("\r\n", "\n"));
    }

    List<String> statements() {
        String bare = sql.lines()
                .filter(line -> !line.stripLeading().startsWith("--"))
                .reduce("", (all, line) -> all + line + "\n");
        return Arrays.stream(bare.split(";\n"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    /** SHA-256 of the text. */
    String checksum() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(sql.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
