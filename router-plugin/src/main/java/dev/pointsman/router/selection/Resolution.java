package dev.pointsman.router.selection;

import dev.pointsman.router.config.ProfileConfig;
import java.util.Objects;

/** What a model name led to. */
public sealed interface Resolution {

    /**
     * A profile decides.
     *
     * @param by what led there: {@code model}, {@code header}, {@code rule 3}
     * @param locked whether a locked rule did, so that nothing may lead away from it
     */
    record Resolved(ProfileConfig profile, String by, boolean locked) implements Resolution {
        public Resolved {
            Objects.requireNonNull(profile, "profile");
            Objects.requireNonNull(by, "by");
        }
    }

    /**
     * No profile, alias or endpoint has this name.
     *
     * @param model as it was asked for
     * @param wayOut what to ask for instead
     */
    record UnknownModel(String model, String wayOut) implements Resolution {
        public UnknownModel {
            Objects.requireNonNull(model, "model");
            Objects.requireNonNull(wayOut, "wayOut");
        }
    }

    /**
     * It exists, but not for this caller.
     *
     * @param name the profile or model
     */
    record NotAllowed(String name) implements Resolution {
        public NotAllowed {
            Objects.requireNonNull(name, "name");
        }
    }
}
