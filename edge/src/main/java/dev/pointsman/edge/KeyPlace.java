package dev.pointsman.edge;

import java.util.List;
import java.util.Optional;

/** Where a dialect's clients put their key. */
enum KeyPlace {
    BEARER {
        @Override
        Optional<String> read(Exchange exchange) {
            return exchange.header("authorization").flatMap(KeyPlace::token);
        }
    },
    X_API_KEY {
        @Override
        Optional<String> read(Exchange exchange) {
            return exchange.header("x-api-key");
        }
    },
    X_GOOG_API_KEY {
        @Override
        Optional<String> read(Exchange exchange) {
            return exchange.header("x-goog-api-key");
        }
    },
    QUERY_KEY {
        @Override
        Optional<String> read(Exchange exchange) {
            return Optional.ofNullable(exchange.query().get("key"));
        }
    };

    private static final String SCHEME = "Bearer ";

    abstract Optional<String> read(Exchange exchange);

    /** The first place, in the dialect's order, at which the client sent something. */
    static Optional<String> first(List<KeyPlace> places, Exchange exchange) {
        return places.stream().flatMap(place -> place.read(exchange).stream()).findFirst();
    }

    private static Optional<String> token(String header) {
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(header.substring(SCHEME.length()).strip())
                : Optional.empty();
    }
}
