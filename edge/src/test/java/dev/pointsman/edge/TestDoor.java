package dev.pointsman.edge;

import dev.pointsman.api.host.Secret;
import dev.pointsman.edge.keys.HashedKeys;
import dev.pointsman.edge.keys.VirtualKey;

/** A data door before a scripted router, with one key that allows everything. */
final class TestDoor {

    static final String KEY = "pm-test-key-0123456789";

    final ScriptedRouter router = new ScriptedRouter();
    final HashedKeys keys = HashedKeys.of(Secret.of(KEY), VirtualKey.unbounded("test"));
    final DataDoor door =
            DataDoor.of(router.directory(), keys).bodyLimit(100_000).build();

    FakeExchange handle(FakeExchange exchange) {
        door.handle(exchange);
        return exchange;
    }

    FakeExchange chat(String body) {
        return handle(FakeExchange.post("/v1/chat/completions", body).key(KEY));
    }

    FakeExchange messages(String body) {
        return handle(FakeExchange.post("/v1/messages", body).header("x-api-key", KEY));
    }
}
