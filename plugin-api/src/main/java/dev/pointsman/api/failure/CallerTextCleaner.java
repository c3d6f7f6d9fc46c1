package dev.pointsman.api.failure;

import java.util.regex.Pattern;

/** Cuts what a vendor's error text may quote: keys, organisation and project ids, control characters. */
final class CallerTextCleaner {

    static final int LIMIT = 1024;

    /** Key shapes of the vendors' own documentation: sk-…, sk-ant-…, gsk_…, xai-…, AIza…, pplx-…, and bearer tokens. */
    private static final Pattern KEYS = Pattern.compile(
            "(?i)\\b(?:sk|gsk|xai|pplx|rk|pk|pm|key|hf|nvapi|csk|fw)[-_][A-Za-z0-9_*.\\-]{6,}|\\bAIza[A-Za-z0-9_\\-]{10,}"
                    + "|\\bAKIA[A-Z0-9]{8,}|\\bBearer\\s+\\S+|\\beyJ[A-Za-z0-9_\\-]{10,}\\.[A-Za-z0-9_\\-.]+");

    private static final Pattern IDS = Pattern.compile("\\b(?:org|proj|user|acct)[-_][A-Za-z0-9]{6,}");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");

    private CallerTextCleaner() {}

    static String clean(String text) {
        // The patterns run over a bounded text: a vendor's body may be megabytes.
        String bounded = text.length() > 4 * LIMIT ? text.substring(0, 4 * LIMIT) : text;
        String cleaned = CONTROL.matcher(bounded).replaceAll(" ");
        cleaned = KEYS.matcher(cleaned).replaceAll("***");
        cleaned = IDS.matcher(cleaned).replaceAll("***").strip();
        return cleaned.length() > LIMIT ? cleaned.substring(0, LIMIT - 1) + "…" : cleaned;
    }
}
