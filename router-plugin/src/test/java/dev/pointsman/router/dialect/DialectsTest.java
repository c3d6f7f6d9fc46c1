package dev.pointsman.router.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.InvalidRequest;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class DialectsTest {

    private final Dialects dialects = Dialects.standard();

    private static ModelRequest request(Dialect dialect) {
        return ModelRequest.of("auto", dialect, false, Payload.ofUtf8("{\"model\":\"auto\",\"messages\":[]}"));
    }

    @Test
    void sendsTheClientsOwnDialectEvenWhereTheProviderPrefersAnother() {
        LinkedHashSet<Dialect> accepted = new LinkedHashSet<>(List.of(Dialect.OPENAI_RESPONSES, Dialect.OPENAI_CHAT));

        OutgoingCall outgoing =
                dialects.prepare(request(Dialect.OPENAI_CHAT), accepted, ModelTarget.of("openai", "gpt-5"));

        assertThat(outgoing.request().dialect()).isEqualTo(Dialect.OPENAI_CHAT);
        assertThat(outgoing.edits()).containsExactly("model");
    }

    @Test
    void tellsTheCallerOfADialectThatNobodyHereKnows() {
        ProviderException thrown =
                catchThrowableOfType(ProviderException.class, () -> dialects.facts(request(new Dialect("esperanto"))));

        assertThat(thrown.failure())
                .isInstanceOfSatisfying(
                        InvalidRequest.class,
                        invalid -> assertThat(invalid.reason().forCaller())
                                .contains("esperanto")
                                .contains("openai-chat"));
    }

    @Test
    void carriesEachDialectIntoItself() {
        assertThat(dialects.canCarry(Dialect.OPENAI_CHAT, Dialect.OPENAI_CHAT)).isTrue();
        assertThat(dialects.canCarry(new Dialect("esperanto"), new Dialect("esperanto")))
                .isFalse();
    }

    /** Converse is no client's, a generate no vendor's, and embeddings are nobody else's. */
    @Test
    void carriesEveryClientToEveryVendor() {
        for (Dialect client : dialects.known()) {
            for (Dialect vendor : dialects.known()) {
                boolean carried = client.equals(vendor)
                        || (!client.equals(Dialect.BEDROCK_CONVERSE)
                                && !vendor.equals(Dialect.OLLAMA_GENERATE)
                                && !client.equals(Dialect.OPENAI_EMBEDDINGS)
                                && !vendor.equals(Dialect.OPENAI_EMBEDDINGS));
                assertThat(dialects.canCarry(client, vendor))
                        .as(client + " to " + vendor)
                        .isEqualTo(carried);
            }
        }
    }
}
