package dev.pointsman.hostkit.plugins;

/** A library class that the application and a plugin both have. */
public final class Shared {

    private Shared() {}

    public static String word() {
        return "application";
    }
}
