package dev.pointsman.host.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.control.ControlRequest;
import java.io.PrintWriter;

/** A router that can be asked. One thread. */
public interface Router extends AutoCloseable {

    /**
     * The JSON that answers one question.
     *
     * @throws ControlException when the router has no answer
     * @throws RouterUnavailableException when it could not be asked
     */
    JsonNode ask(ControlRequest request);

    /**
     * Writes the answer to one question as it comes: JSON, or a file of another type.
     *
     * @throws ControlException when the router has no answer
     * @throws RouterUnavailableException when it could not be asked, or broke off
     */
    default void copy(ControlRequest request, PrintWriter out) {
        out.println(ask(request));
    }

    /** Where it runs, for a person: an URL or {@code this process}. */
    String place();

    @Override
    void close();
}
