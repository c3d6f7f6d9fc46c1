package dev.pointsman.it.credentials;

import dev.pointsman.it.harness.Asked;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Script;
import dev.pointsman.it.harness.Vendor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A chat vendor that knows some keys, and answers each as it is told to. */
final class KeyedVendor {

    private static final Script UNKNOWN_KEY = error(401, "Incorrect API key provided: sk-vendors-words");

    private final Vendor vendor;
    private final String name;
    private final Map<String, Script> keys = new ConcurrentHashMap<>();

    KeyedVendor(Vendor vendor, String name) {
        this.vendor = vendor;
        this.name = name;
        forgetWhatItWasAsked();
    }

    KeyedVendor accepts(String key) {
        return answers(key, ChatVendor.says("Rhine, Danube, Elbe."));
    }

    KeyedVendor answers(String key, Script script) {
        keys.put(key, script);
        return this;
    }

    void forgetWhatItWasAsked() {
        vendor.plays(
                name,
                (request, line) ->
                        keys.getOrDefault(keyOf(request), UNKNOWN_KEY).play(request, line));
    }

    /** The keys it was asked with, in order. */
    List<String> seen() {
        return vendor.asked(name).stream().map(KeyedVendor::keyOf).toList();
    }

    static Script error(int status, String message) {
        return Script.json(status, ChatVendor.error(message, "vendor_error"));
    }

    private static String keyOf(Asked request) {
        return request.headers().getOrDefault("authorization", "").replaceFirst("^Bearer ", "");
    }
}
