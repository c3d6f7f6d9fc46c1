package dev.pointsman.provider.testkit;

import java.util.Map;

/** The contract of a provider with a bug; not a test by name, so that it runs only when {@link PlantedBugTest} runs it. */
class BuggyContract extends ProviderContract {

    private static Bug planted = new Bug();
    private static Map<String, String> named = Map.of();

    BuggyContract() {
        super(new BuggyFactory(new PlainFactory(), planted), Traffic.openAiChat());
    }

    /** What the next instance is made with: the platform makes it, without arguments. */
    static void next(Bug bug, Map<String, String> lacking) {
        planted = bug;
        named = lacking;
    }

    @Override
    protected Map<String, String> lacking() {
        return named;
    }
}
