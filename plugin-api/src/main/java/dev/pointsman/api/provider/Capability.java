package dev.pointsman.api.provider;

import java.util.Objects;

/** Something a model can do and a request may need. An open value. */
public record Capability(String name) {

    public static final Capability STREAMING = new Capability("streaming");
    public static final Capability TOOLS = new Capability("tools");
    public static final Capability PARALLEL_TOOLS = new Capability("parallel-tools");
    public static final Capability IMAGES = new Capability("images");
    public static final Capability AUDIO = new Capability("audio");
    public static final Capability DOCUMENTS = new Capability("documents");
    /** Answers that follow a JSON Schema. */
    public static final Capability SCHEMA = new Capability("schema");

    public static final Capability REASONING = new Capability("reasoning");
    public static final Capability EMBEDDINGS = new Capability("embeddings");

    public Capability {
        Objects.requireNonNull(name, "name");
    }

    @Override
    public String toString() {
        return name;
    }
}
