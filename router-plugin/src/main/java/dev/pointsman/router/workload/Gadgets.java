package dev.pointsman.router.workload;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes out of a text what is put there to steer a router rather than to ask for something: conversations that are only pretended,
 * talk about models and routes, heaps of keywords. Found by shape, and on purpose few: whoever asks for dearer work in plain
 * words gets it, within what the profile and its budgets allow. Plain searches come first, since most texts hold none of it.
 */
final class Gadgets {

    private static final List<String> PRETENDING =
            List.of("<think", "<system", "<developer", "<rout", "<metadata", "<|", "<<sys>>");

    /** Parts that no person's message has: a model's thoughts, the parties of a conversation in a model's own notation. */
    private static final Pattern PRETENDED = Pattern.compile(
            "<(think(?:ing)?|system|developer|router|routing|metadata)>.*?(?:</\\1>|$)"
                    + "|<\\|(?:im_start|start_header_id)\\|>\\s*(?:system|assistant|developer).*?(?:<\\|(?:im_end|eot_id)\\|>|$)"
                    + "|<<sys>>.*?(?:<</sys>>|$)",
            Pattern.DOTALL);

    private static final List<String> OTHERS = List.of("system", "assistant", "developer", "router");

    /** A line that speaks as somebody else. */
    private static final Pattern OTHERS_LINE = Pattern.compile(
            "^[\\s#>*(]{0,20}(?:\\[(?:system|assistant|developer|router)]"
                    + "|(?:system|assistant|developer|router)(?: (?:prompt|message|note|override|instruction)s?)?[)*]{0,9}\\s?[:：]).*$");

    /** What is said of a request rather than in one. */
    private static final List<String> ABOUT_ROUTING = List.of(
            "capable model",
            "powerful model",
            "strongest model",
            "best model",
            "premium model",
            "frontier model",
            "flagship model",
            "expensive model",
            "smartest model",
            "largest model",
            "reasoning model",
            "stärkste modell",
            "beste modell",
            "teuerste modell",
            "modèle le plus",
            "meilleur modèle",
            "mejor modelo",
            "modelo más",
            "мощную модель",
            "мощной модел",
            "лучшую модель",
            "最强",
            "最好的模型",
            "route this",
            "route to",
            "router",
            "routing",
            "routed",
            "is a coding task",
            "is a code task",
            "is a programming task",
            "is a math task",
            "treat this as",
            "treat it as",
            "this request as",
            "this prompt as",
            "this message as",
            "task type",
            "difficulty:",
            "difficulty=",
            "complexity:",
            "complexity=",
            "workload:",
            "workload=",
            "\"workload\"",
            "x-pointsman-",
            "ignore all previous",
            "ignore previous instructions",
            "disregard previous");

    /** Words without which nobody says anything, in the languages of {@link TextRules} that put spaces between words. */
    private static final Set<String> FUNCTION_WORDS = Set.copyOf(List.of(
            ("a an the this that these those it its is are was be do does did can could should would will i you we he she they my"
                            + " your our me us to of in on at for from with without by as and or but not no if so when what why"
                            + " how who which where into about please der die das ein eine einen dem den des ist sind ich du wir"
                            + " mein meine zu im in mit für von und oder nicht wie was warum bitte le la les un une des du de est"
                            + " je tu nous mon ma à dans avec pour et ou ne pas que qui comment el los las una es yo mi en con"
                            + " para por y o no que como и в на с для не что как это я мы мой по из к")
                    .split(" ")));

    private static final String ENDS_OF_STATEMENTS = ".!?;。！？；\n";

    /** So few words may be said without one of those. */
    private static final int FEW = 4;

    private Gadgets() {}

    /**
     * The rest of a text; the same object when nothing was taken.
     *
     * @param text in lower case
     */
    static String without(String text) {
        String rest = text;
        if (holdsAny(rest, PRETENDING)) {
            rest = PRETENDED.matcher(rest).replaceAll(" ");
        }
        if (holdsAny(rest, OTHERS)) {
            rest = withoutOthersLines(rest);
        }
        return withoutIdleStatements(rest, holdsAny(rest, ABOUT_ROUTING));
    }

    private static String withoutOthersLines(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        for (String line : text.split("\n", -1)) {
            if (!(holdsAny(line, OTHERS) && OTHERS_LINE.matcher(line).matches())) {
                kept.append(line).append('\n');
            }
        }
        return kept.length() == text.length() + 1 ? text : kept.toString();
    }

    private static String withoutIdleStatements(String text, boolean mayTalkOfRouting) {
        StringBuilder kept = null;
        int begin = 0;
        while (begin < text.length()) {
            int end = endOfStatement(text, begin);
            boolean whole = begin == 0 && end == text.length();
            boolean idle = mayTalkOfRouting && holdsAny(text.substring(begin, end), ABOUT_ROUTING)
                    || !whole && isHeap(text, begin, end);
            if (idle && kept == null) {
                kept = new StringBuilder(text.length()).append(text, 0, begin);
            } else if (!idle && kept != null) {
                kept.append(text, begin, end);
            }
            begin = end;
        }
        return kept == null ? text : kept.toString();
    }

    private static int endOfStatement(String text, int begin) {
        int at = begin;
        while (at < text.length() && ENDS_OF_STATEMENTS.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return Math.min(at + 1, text.length());
    }

    /** Keywords one after another, which say nothing. Most statements have a word early that shows that they do. */
    private static boolean isHeap(String text, int begin, int end) {
        int words = 0;
        int signs = 0;
        for (int at = begin; at < end; ) {
            int word = at;
            while (at < end && !separates(text.charAt(at))) {
                at++;
            }
            if (at > word) {
                String one = text.substring(word, at);
                if (FUNCTION_WORDS.contains(one)) {
                    return false;
                }
                words++;
                signs += TextRules.isSign(one) ? 1 : 0;
            }
            at++;
        }
        return words >= FEW && signs * 3 >= words;
    }

    private static boolean separates(char c) {
        return c <= ' ' || ",/|:()[]{}".indexOf(c) >= 0 || ENDS_OF_STATEMENTS.indexOf(c) >= 0;
    }

    private static boolean holdsAny(String text, List<String> words) {
        for (String word : words) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
