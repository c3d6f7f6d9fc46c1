package dev.pointsman.router.dialect.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.router.dialect.StrictJson;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much of a hostile body is read before it is refused: counted in tokens, not timed, and the same for a larger body. */
class CountedWorkTest {

    /** Beyond the depth that is allowed, nothing. */
    private static final int DEPTH = 100;

    private int tokens;

    @ParameterizedTest
    @ValueSource(ints = {1_000, 100_000, 1_000_000})
    void nestingIsRefusedAtItsHundredthLevel(int depth) {
        refuses("{\"messages\":" + "[".repeat(depth));
        assertThat(tokens).isLessThanOrEqualTo(DEPTH);

        refuses("{\"x\":" + "{\"x\":".repeat(depth));
        assertThat(tokens).as("a name and a brace for each level").isLessThanOrEqualTo(2 * DEPTH);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 100_000, 1_000_000})
    void nothingIsReadBehindANumberThatIsLongerThanNumbersAre(int digits) {
        refuses("{\"a\":[1,2," + "7".repeat(digits) + ",3,4]}");

        assertThat(tokens).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {100_000, 1_000_000, 4_000_000})
    void nothingIsReadBehindANameThatIsLongerThanNamesAre(int length) {
        refuses("{\"a\":[1],\"" + "n".repeat(length) + "\":[" + "1,".repeat(1_000) + "1]}");

        assertThat(tokens).isEqualTo(3);
    }

    private void refuses(String body) {
        tokens = 0;
        assertThatThrownBy(() -> StrictJson.object(Payload.ofUtf8(body), (name, value) -> count(value)))
                .isInstanceOf(StreamConstraintsException.class);
    }

    /** Walks over a value as every reader does. */
    private void count(JsonParser value) throws IOException {
        int depth = 0;
        do {
            tokens++;
            if (value.currentToken().isStructStart()) {
                depth++;
            } else if (value.currentToken().isStructEnd()) {
                depth--;
            }
        } while (depth > 0 && value.nextToken() != null);
    }
}
