package dev.pointsman.edge.keys;

import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.host.Secret;
import dev.pointsman.edge.keys.KeyTable.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What operators ask about keys, below {@code /keys}: make, list, look at, revoke. Thread-safe; blocks. */
public final class KeyControl {

    private static final String ROOT = "/keys";

    private final KeyTable table;
    private final Pepper pepper;
    private final InstantSource clock;
    private final Consumer<String> revoked;

    /** @param revoked is told the ids of keys that were just revoked */
    KeyControl(KeyTable table, Pepper pepper, InstantSource clock, Consumer<String> revoked) {
        this.table = table;
        this.pepper = pepper;
        this.clock = clock;
        this.revoked = revoked;
    }

    /**
     * Answers one question with a JSON document.
     *
     * @throws ControlException when there is no such key or path, or the question is wrong
     * @throws KeysUnavailableException when the store fails
     */
    public Payload answer(ControlRequest question) {
        try {
            return question.path().equals(ROOT) ? all(question) : one(question);
        } catch (SQLException e) {
            throw new KeysUnavailableException(e);
        }
    }

    private Payload all(ControlRequest question) throws SQLException {
        return switch (question.method()) {
            case "GET" -> list(question);
            case "POST" -> make(question.payload());
            default -> throw otherMethod(ROOT + " takes GET and POST");
        };
    }

    private Payload one(ControlRequest question) throws SQLException {
        String id = question.path().substring(ROOT.length() + 1);
        Row row = row(id);
        return switch (question.method()) {
            case "GET" -> KeyJson.one(row.key(), clock.instant());
            case "DELETE" -> revoke(id);
            default -> throw otherMethod(ROOT + "/{id} takes GET and DELETE");
        };
    }

    private Payload list(ControlRequest question) throws SQLException {
        List<StoredKey> keys = table.list(question.query().get("workspace")).stream()
                .map(Row::key)
                .toList();
        return KeyJson.list(keys, clock.instant());
    }

    private Payload make(Payload asked) throws SQLException {
        Instant now = clock.instant();
        KeyGrant grant = GrantJson.asked(asked, now);
        String id = KeyText.newId();
        Secret key = KeyText.newKey(id);
        StoredKey stored = new StoredKey(id, grant, now, null, null);
        table.add(stored, pepper.digest(key.reveal()));
        return KeyJson.made(stored, key, now);
    }

    private Payload revoke(String id) throws SQLException {
        Instant now = clock.instant();
        table.revoke(id, now);
        revoked.accept(id);
        return KeyJson.one(row(id).key(), now);
    }

    private Row row(String id) throws SQLException {
        // An operator's path may hold anything; what is no id is not looked for and not repeated.
        return (KeyText.isId(id) ? table.find(id) : Optional.<Row>empty())
                .orElseThrow(() -> new ControlException(
                        404, "no_such_key", "There is no key of this id; GET /admin/v1/keys lists them."));
    }

    private static ControlException otherMethod(String message) {
        return new ControlException(405, "method_not_allowed", message);
    }
}
