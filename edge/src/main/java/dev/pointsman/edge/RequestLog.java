package dev.pointsman.edge;

import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.edge.keys.VirtualKey;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One line per request. Nothing of a body, and of what a client sent only what has passed a grammar: the request's id and the
 * model's name.
 */
final class RequestLog {

    private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);

    private RequestLog() {}

    static void write(Visit visit, Duration took) {
        LoggingEventBuilder line = begin(visit.reply(), took).addKeyValue("route", visit.routeName());
        VirtualKey key = visit.keyIfAny();
        if (key != null) {
            line = line.addKeyValue("workspace", key.workspace()).addKeyValue("keyId", key.id());
        }
        ModelRequest request = visit.request();
        if (request != null) {
            line = line.addKeyValue("dialect", request.dialect().name())
                    .addKeyValue("model", request.model())
                    .addKeyValue("streaming", request.streaming())
                    .addKeyValue("requestBytes", request.payload().size());
        }
        line.log("request answered");
    }

    /** Of the admin door: the path below its root is an operator's. */
    static void writeAdmin(Reply reply, String route, Duration took) {
        begin(reply, took).addKeyValue("route", route).log("operator's request answered");
    }

    private static LoggingEventBuilder begin(Reply reply, Duration took) {
        return LOG.atInfo()
                .addKeyValue("requestId", reply.requestId())
                .addKeyValue("status", reply.status())
                .addKeyValue("outcome", reply.outcome())
                .addKeyValue("durationMs", took.toMillis());
    }
}
