package dev.pointsman.router.simulation;

/** All that frames of this world's only dialect say. */
enum Word {
    /** Comes before content, and is none. */
    ROLE,
    PING,
    CONTENT,
    /** An error inside the answer. */
    ERROR,
    /** The terminal mark, with usage. */
    END,
    /** The terminal mark of a vendor that does not tell usage. */
    END_UNCOUNTED;

    boolean terminates() {
        return this == END || this == END_UNCOUNTED;
    }
}
