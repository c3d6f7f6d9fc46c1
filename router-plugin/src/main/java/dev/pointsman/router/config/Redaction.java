package dev.pointsman.router.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** What is cut out of captured content. Patterns find what looks like something; they are a net, not a promise. */
public enum Redaction {
    /** Keys of vendors and gateways, tokens, private keys. */
    KEYS(
            "(?i)\\b(?:sk|gsk|xai|pplx|pk|pm|rk|key|hf|nvapi)[-_][a-z0-9_-]{12,}|\\bAIza[\\w-]{20,}|\\bAKIA[A-Z0-9]{12,}"
                    + "|\\bgh[pousr]_\\w{20,}|\\bxox[abprs]-[\\w-]{10,}|\\beyJ[\\w-]{10,}\\.[\\w.-]{10,}|\\bbearer\\s+[\\w.~+/-]{12,}"),
    /** Addresses of mail. */
    EMAILS("[\\w.%+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,8}"),
    /** Nine digits and more, however they are grouped: accounts, cards, phones. */
    NUMBERS("\\+?\\d(?:[ ./-]?\\d){8,30}"),
    /** Long runs of base64: images, documents, signatures. */
    BINARIES("[A-Za-z0-9+/_-]{256,}={0,2}");

    private final Pattern pattern;

    Redaction(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    /** The text with {@code [keys]}, {@code [emails]} … where it was found. */
    public String cut(String text) {
        return pattern.matcher(text).replaceAll("[" + name().toLowerCase(Locale.ROOT) + "]");
    }
}
