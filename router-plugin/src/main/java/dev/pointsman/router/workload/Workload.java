package dev.pointsman.router.workload;

import java.util.Locale;

/** The kinds of work the classifier knows. Callers may declare others; rules match them by name. */
public enum Workload {
    CODE,
    SUMMARIZATION,
    EXTRACTION,
    CLASSIFICATION,
    TRANSLATION,
    CHAT,
    MATH,
    LONG_CONTEXT,
    TOOL_LOOP,
    HEARTBEAT;

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** As policies and headers write it: {@code long-context}. */
    public String id() {
        return id;
    }
}
