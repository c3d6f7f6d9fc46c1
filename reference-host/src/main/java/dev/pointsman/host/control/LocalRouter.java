package dev.pointsman.host.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.control.RouterControl;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;

/** A router in this process, for as long as the command runs. */
public final class LocalRouter implements Router {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RouterControl control;
    private final Runnable onClose;

    /**
     * A view of a router.
     *
     * @param onClose frees it and what it was made with
     */
    public LocalRouter(RouterControl control, Runnable onClose) {
        this.control = control;
        this.onClose = onClose;
    }

    @Override
    public JsonNode ask(ControlRequest request) {
        try (ModelResponse response = control.handle(request)) {
            Optional<Frame> frame = response.next();
            return frame.isEmpty()
                    ? JSON.missingNode()
                    : JSON.readTree(frame.get().payload().array());
        } catch (IOException e) {
            throw new RouterUnavailableException("the router's answer to " + request.path() + " is no JSON");
        }
    }

    @Override
    public void copy(ControlRequest request, PrintWriter out) {
        try (ModelResponse response = control.handle(request)) {
            Optional<Frame> frame = response.next();
            while (frame.isPresent()) {
                out.print(frame.get().payload().utf8());
                frame = response.next();
            }
        }
    }

    @Override
    public String place() {
        return "this process";
    }

    @Override
    public void close() {
        onClose.run();
    }
}
