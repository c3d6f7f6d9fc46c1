package dev.pointsman.it.privacy;

import dev.pointsman.it.harness.Collector;
import dev.pointsman.it.harness.Gateway;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Everything that a gateway wrote somewhere, by the name of the place. */
final class Places {

    private final Map<String, byte[]> written = new LinkedHashMap<>();

    Places add(String place, String text) {
        return add(place, text.getBytes(StandardCharsets.UTF_8));
    }

    Places add(String place, byte[] bytes) {
        written.put(place, bytes);
        return this;
    }

    Places log(String place, Gateway gateway) {
        return add(place, gateway.log());
    }

    /** Every file below a folder, as it is. */
    Places files(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walked = Files.walk(folder)) {
            files = walked.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            try {
                add("file " + folder.relativize(file), Files.readAllBytes(file));
            } catch (NoSuchFileException e) {
                // A spool's file that was drained meanwhile holds nothing any more.
                written.remove("file " + folder.relativize(file));
            }
        }
        return this;
    }

    /** Every row of every table, since a file's pages may cut a text in two. */
    Places tables(Path database) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            List<String> tables = column(statement.executeQuery("SELECT name FROM sqlite_master WHERE type = 'table'"));
            for (String table : tables) {
                add("table " + table, rows(statement.executeQuery("SELECT * FROM \"" + table + "\"")));
            }
        }
        return this;
    }

    /** What a collector of spans and meters was sent. */
    Places telemetry(Collector collector) {
        for (String path : List.of("/v1/traces", "/v1/metrics")) {
            List<byte[]> bodies = collector.bodies(path);
            for (int i = 0; i < bodies.size(); i++) {
                add("OTLP " + path + " " + i, bodies.get(i));
            }
        }
        return this;
    }

    /** What an operator gets to see. */
    Places operators(Gateway gateway, String method, String path, String body) throws Exception {
        HttpResponse<String> answer = gateway.operate(method, path, body);
        return add("admin " + method + " " + path, answer.headers().map() + "\n" + answer.body());
    }

    String text(String place) {
        return new String(written.getOrDefault(place, new byte[0]), StandardCharsets.UTF_8);
    }

    List<String> names() {
        return List.copyOf(written.keySet());
    }

    /** Where a canary is, a line for each find. */
    List<String> with(Canary canary) {
        List<String> found = new ArrayList<>();
        written.forEach((place, bytes) -> canary.in(bytes).forEach(find -> found.add(place + " | " + find)));
        return found;
    }

    private static List<String> column(ResultSet rows) throws SQLException {
        List<String> values = new ArrayList<>();
        while (rows.next()) {
            values.add(rows.getString(1));
        }
        return values;
    }

    private static String rows(ResultSet rows) throws SQLException {
        StringBuilder text = new StringBuilder();
        while (rows.next()) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                Object value = rows.getObject(i);
                text.append(value instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1) : value)
                        .append('\t');
            }
            text.append('\n');
        }
        return text.toString();
    }
}
