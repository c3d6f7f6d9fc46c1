package dev.pointsman.edge;

import java.util.regex.Pattern;

/**
 * What a model's name may look like. Anything else is not looked up, not logged and answered like a model that does not exist.
 * Capital letters are allowed, since vendors' own ids have them.
 */
final class ModelName {

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]{0,127}");

    private ModelName() {}

    static boolean isValid(String name) {
        return GRAMMAR.matcher(name).matches() && !name.contains("..") && !name.contains("//");
    }
}
