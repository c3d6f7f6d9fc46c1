package dev.pointsman.router.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The forms under which a dated, tagged or prefixed id may be known, the most exact first. Only a version is ever cut off:
 * {@code gpt-5-pro} is another model than {@code gpt-5}, and fifteen times as dear.
 */
final class ModelId {

    private static final Pattern VERSION = Pattern.compile(
            "(?:[-@]\\d{4}-\\d{2}-\\d{2}|[-@]\\d{8}|-\\d{4}|-\\d{3}|-latest|:latest|-preview(?:-\\d{2}-\\d{2,4})?|-v\\d+(?::\\d+)?|-fp8|-instruct)$");

    /** {@code us.anthropic.claude-…} on Bedrock, {@code models/gemini-…} in Google's lists. */
    private static final Pattern PREFIX =
            Pattern.compile("^(?:models/|(?:[a-z]{2,6}\\.)?(?:anthropic|openai|meta|mistral|deepseek|qwen)\\.)");

    private static final int MOST_CUTS = 3;

    private ModelId() {}

    static List<String> forms(String id) {
        List<String> forms = new ArrayList<>();
        String form = id;
        forms.add(form);
        String lower = id.toLowerCase(Locale.ROOT);
        if (!lower.equals(id)) {
            forms.add(lower);
        }
        form = PREFIX.matcher(lower).replaceFirst("");
        if (!form.equals(lower)) {
            forms.add(form);
        }
        for (int cuts = 0; cuts < MOST_CUTS; cuts++) {
            Matcher version = VERSION.matcher(form);
            if (!version.find()) {
                break;
            }
            form = form.substring(0, version.start());
            forms.add(form);
        }
        return forms;
    }
}
