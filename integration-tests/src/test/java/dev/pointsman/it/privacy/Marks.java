package dev.pointsman.it.privacy;

/**
 * The canaries of one load.
 *
 * @param content prompts, answers, tools, files, what vendors quote of them
 * @param secret keys of every kind
 * @param person whom a request is for, and its conversation: kept as keyed fingerprints alone
 * @param name what agents are called by on purpose: their name, labels, models, request ids
 */
record Marks(Canary content, Canary secret, Canary person, Canary name) {

    static Marks hatched() {
        return new Marks(Canary.hatched(), Canary.hatched(), Canary.hatched(), Canary.hatched());
    }

    /** A vendor's credential, which looks like no vendor's, so that no pattern of keys recognises it. */
    String vendorKey() {
        return secret.text("vendor");
    }

    String virtualKey() {
        return secret.text("virtual");
    }

    String adminKey() {
        return secret.text("admin");
    }
}
