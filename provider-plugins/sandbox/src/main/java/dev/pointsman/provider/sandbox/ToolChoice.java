package dev.pointsman.provider.sandbox;

/** The caller's {@code tool_choice}. */
sealed interface ToolChoice {

    /** The model decides: the default. */
    record Auto() implements ToolChoice {}

    /** No tool may be called. */
    record Never() implements ToolChoice {}

    /** Some tool must be called. */
    record Some() implements ToolChoice {}

    /** This tool must be called. */
    record Named(String name) implements ToolChoice {}
}
