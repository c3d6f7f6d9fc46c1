package dev.pointsman.edge;

import java.io.IOException;
import java.util.function.Function;

/**
 * One row of the routing table.
 *
 * @param dialect in which an exchange of this route is answered
 * @param access whether a key is needed
 */
record Route(
        String method, PathPattern path, Function<Exchange, ClientDialect> dialect, Access access, Handler handler) {

    enum Access {
        /** For probes, which have no key and may come under any host name. */
        OPEN,
        KEY
    }

    /** Answers an exchange that was let in. */
    interface Handler {

        /**
         * @throws ProblemException to be told to the client; nothing was written yet
         * @throws IOException when the client left or its body was refused
         */
        void handle(Visit visit) throws ProblemException, IOException;
    }
}
