package dev.pointsman.dropin.log.oldhost;

/** As in SLF4J 1.7. */
public final class LoggerFactory {

    private LoggerFactory() {}

    public static Logger getLogger(String name) {
        return new Logger(name);
    }
}
