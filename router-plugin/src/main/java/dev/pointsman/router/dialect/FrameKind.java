package dev.pointsman.router.dialect;

/** What a vendor's frame means for the commit. */
public enum FrameKind {
    /** Before any content: a role, a ping, an empty delta. Held back until the commit. */
    PREAMBLE,
    /** Text, a tool call, or reasoning that the client's dialect shows: commits the answer. */
    CONTENT,
    /** Anything after the first content: more of it, usage, a finish reason, the terminal mark. */
    FOLLOWING
}
