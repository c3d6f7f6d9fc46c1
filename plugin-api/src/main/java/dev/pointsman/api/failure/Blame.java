package dev.pointsman.api.failure;

/** Whose fault was it? Only a provider's faults open breakers, else users' mistakes would. */
public enum Blame {
    PROVIDER,
    OPERATOR,
    AGENT
}
