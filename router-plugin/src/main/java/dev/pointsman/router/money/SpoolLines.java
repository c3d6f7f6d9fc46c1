package dev.pointsman.router.money;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.money.LedgerEntry.Begun;
import dev.pointsman.router.money.LedgerEntry.Dispatched;
import dev.pointsman.router.money.LedgerEntry.Ended;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Entries as lines of the spool: a JSON array each, its members by position, the first one its kind. */
final class SpoolLines {

    private static final JsonFactory JSON = new JsonFactory();
    /** An attempt that cost something has its bill behind its report. */
    private static final int FIRST_OF_BILL = 9;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SpoolLines() {}

    /** One line per entry, each with its line feed. */
    static byte[] write(LedgerEntry... entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        for (LedgerEntry entry : entries) {
            try (JsonGenerator json = JSON.createGenerator(bytes)) {
                json.writeStartArray();
                switch (entry) {
                    case Begun begun -> begun(json, begun);
                    case Dispatched dispatched -> dispatched(json, dispatched);
                    case Ended ended -> ended(json, ended);
                }
                json.writeEndArray();
            } catch (IOException e) {
                throw new UncheckedIOException("writing to memory failed", e);
            }
            bytes.write('\n');
        }
        return bytes.toByteArray();
    }

    /** An entry; empty for a line that a kill tore, or that something else wrote. */
    static Optional<LedgerEntry> read(byte[] bytes, int offset, int length) {
        try {
            JsonNode line = MAPPER.readTree(bytes, offset, length);
            return switch (line.path(0).asText()) {
                case "B" -> Optional.of(begun(line));
                case "D" -> Optional.of(dispatched(line));
                case "E" -> Optional.of(ended(line));
                default -> Optional.empty();
            };
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException | NullPointerException e) {
            return Optional.empty();
        }
    }

    private static void begun(JsonGenerator json, Begun begun) throws IOException {
        json.writeString("B");
        json.writeString(begun.requestId());
        json.writeNumber(begun.atMillis());
        json.writeNumber(begun.expiresMillis());
        json.writeString(begun.workspace());
        json.writeString(begun.keyId());
        json.writeString(begun.agent());
        json.writeString(begun.sessionHash());
        json.writeString(begun.userHash());
        json.writeString(begun.profile());
        json.writeString(begun.workload());
        json.writeString(begun.dialect());
        json.writeString(begun.askedModel());
        json.writeString(begun.catalogVersion());
    }

    private static Begun begun(JsonNode line) {
        return new Begun(
                line.path(1).asText(),
                line.path(2).asLong(),
                line.path(3).asLong(),
                line.path(4).asText(),
                text(line, 5),
                text(line, 6),
                text(line, 7),
                text(line, 8),
                line.path(9).asText(),
                line.path(10).asText(),
                line.path(11).asText(),
                line.path(12).asText(),
                line.path(13).asText());
    }

    private static void dispatched(JsonGenerator json, Dispatched dispatched) throws IOException {
        json.writeString("D");
        json.writeString(dispatched.requestId());
        json.writeNumber(dispatched.number());
        json.writeString(dispatched.provider());
        json.writeString(dispatched.model());
        json.writeString(dispatched.credentialId());
        json.writeNumber(dispatched.startMillis());
        json.writeNumber(dispatched.inputTokens());
        json.writeNumber(dispatched.outputTokens());
        number(json, dispatched.costMicros());
        json.writeString(dispatched.priceSource());
    }

    private static Dispatched dispatched(JsonNode line) {
        return new Dispatched(
                line.path(1).asText(),
                line.path(2).asInt(),
                line.path(3).asText(),
                line.path(4).asText(),
                text(line, 5),
                line.path(6).asLong(),
                line.path(7).asLong(),
                line.path(8).asLong(),
                number(line, 9),
                text(line, 10));
    }

    private static void ended(JsonGenerator json, Ended ended) throws IOException {
        json.writeString("E");
        json.writeString(ended.requestId());
        json.writeNumber(ended.atMillis());
        json.writeString(ended.state().name());
        json.writeString(ended.outcome());
        json.writeNumber(ended.answeredBy());
        json.writeString(ended.servedModel());
        json.writeStartArray();
        for (BilledAttempt attempt : ended.attempts()) {
            json.writeStartArray();
            report(json, attempt.report());
            if (!attempt.bill().equals(Bill.nothing())) {
                bill(json, attempt.bill());
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static Ended ended(JsonNode line) {
        List<BilledAttempt> attempts = new ArrayList<>();
        line.path(7).forEach(attempt -> attempts.add(new BilledAttempt(report(attempt), bill(attempt))));
        return new Ended(
                line.path(1).asText(),
                line.path(2).asLong(),
                RequestState.valueOf(line.path(3).asText()),
                line.path(4).asText(),
                line.path(5).asInt(),
                text(line, 6),
                attempts);
    }

    /** Its edits and losses are the decision's affair. */
    private static void report(JsonGenerator json, AttemptReport attempt) throws IOException {
        json.writeNumber(attempt.number());
        json.writeString(attempt.provider());
        json.writeString(attempt.model());
        json.writeString(attempt.credentialId());
        json.writeString(attempt.outcome());
        number(json, attempt.status() == null ? null : Long.valueOf(attempt.status()));
        json.writeNumber(attempt.startMillis());
        number(json, attempt.firstContentMillis());
        json.writeNumber(attempt.endMillis());
    }

    private static AttemptReport report(JsonNode attempt) {
        Long status = number(attempt, 5);
        return new AttemptReport(
                attempt.path(0).asInt(),
                attempt.path(1).asText(),
                attempt.path(2).asText(),
                text(attempt, 3),
                List.of(),
                List.of(),
                attempt.path(4).asText(),
                status == null ? null : Math.toIntExact(status),
                attempt.path(6).asLong(),
                number(attempt, 7),
                attempt.path(8).asLong());
    }

    private static void bill(JsonGenerator json, Bill bill) throws IOException {
        json.writeString(bill.source().key());
        json.writeNumber(bill.usage().input());
        json.writeNumber(bill.usage().cachedRead());
        json.writeNumber(bill.usage().cacheWrite());
        json.writeNumber(bill.usage().output());
        json.writeNumber(bill.usage().reasoning());
        number(json, bill.costMicros());
        json.writeString(bill.priceSource());
        number(json, bill.vendorMicros());
    }

    private static Bill bill(JsonNode attempt) {
        if (attempt.size() <= FIRST_OF_BILL) {
            return Bill.nothing();
        }
        return new Bill(
                new Usage(
                        attempt.path(FIRST_OF_BILL + 1).asLong(),
                        attempt.path(FIRST_OF_BILL + 2).asLong(),
                        attempt.path(FIRST_OF_BILL + 3).asLong(),
                        attempt.path(FIRST_OF_BILL + 4).asLong(),
                        attempt.path(FIRST_OF_BILL + 5).asLong()),
                UsageSource.of(attempt.path(FIRST_OF_BILL).asText()),
                number(attempt, FIRST_OF_BILL + 6),
                text(attempt, FIRST_OF_BILL + 7),
                number(attempt, FIRST_OF_BILL + 8));
    }

    private static void number(JsonGenerator json, @Nullable Long value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }

    private static @Nullable Long number(JsonNode line, int at) {
        return line.path(at).isNumber() ? line.path(at).asLong() : null;
    }

    private static @Nullable String text(JsonNode line, int at) {
        return line.path(at).isTextual() ? line.path(at).asText() : null;
    }
}
