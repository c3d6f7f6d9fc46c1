package dev.pointsman.edge;

import dev.pointsman.api.exchange.Frame;

/** How a dialect tells an error: as a body, and as an event within a stream that had begun. */
interface ErrorBody {

    byte[] body(Problem problem, String requestId);

    Frame event(Problem problem, String requestId);
}
