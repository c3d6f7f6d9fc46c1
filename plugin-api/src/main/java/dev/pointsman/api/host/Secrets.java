package dev.pointsman.api.host;

/** Turns references into secrets. Thread-safe. */
@FunctionalInterface
public interface Secrets {

    /** Knows {@code ${env:NAME}} alone. */
    static Secrets fromEnvironment() {
        return reference -> {
            if (!reference.startsWith("${env:") || !reference.endsWith("}")) {
                throw new SecretUnavailableException("only ${env:NAME} can be resolved here");
            }
            String name = reference.substring("${env:".length(), reference.length() - 1);
            String value = System.getenv(name);
            if (value == null) {
                throw new SecretUnavailableException("the environment variable " + name + " is not set");
            }
            try {
                return Secret.of(value);
            } catch (IllegalArgumentException e) {
                throw new SecretUnavailableException("the environment variable " + name + ": " + e.getMessage());
            }
        };
    }

    /**
     * Resolves a reference now. Called again whenever a value may have been rotated.
     *
     * @param reference {@code ${env:NAME}} or {@code ${file:PATH}}
     * @throws SecretUnavailableException with a message that names the reference and never a value
     */
    Secret resolve(String reference);
}
