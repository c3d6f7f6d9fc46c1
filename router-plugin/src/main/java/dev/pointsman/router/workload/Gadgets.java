package dev.pointsman.router.workload;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes out of a text what is put there to steer a router rather than to ask for something: conversations that are only pretended,
 * talk about models and routes, heaps of keywords. Found by shape, and on purpose few: whoever asks for dearer work in plain
 * words gets it, within what the profile and its budgets allow.
 */
final class Gadgets {

    /** Parts that no person's message has: a model's thoughts, the parties of a conversation in a model's own notation. */
    private static final Pattern PRETENDED = Pattern.compile(
            "<(think(?:ing)?|system|developer|router|routing|metadata)>.*?(?:</\\1>|$)"
                    + "|<\\|(?:im_start|start_header_id)\\|>\\s*(?:system|assistant|developer).*?(?:<\\|(?:im_end|eot_id)\\|>|$)"
                    + "|<<sys>>.*?(?:<</sys>>|$)",
            Pattern.DOTALL);

    /** A line that speaks as somebody else. */
    private static final Pattern OTHERS_LINE = Pattern.compile(
            "^[\\s#>*(]*(?:\\[(?:system|assistant|developer|router)]"
                    + "|(?:system|assistant|developer|router)(?: (?:prompt|message|note|override|instruction)s?)?[)*]*\\s*[:：]).*$",
            Pattern.MULTILINE);

    /** What was pasted rather than said: a fence, closed or not, or lines that only a program has. */
    private static final Pattern PASTED = Pattern.compile(
            "```.*?(?:```|$)"
                    + "|(?<=^|\\n)[ \\t]*(?:(?:def|class|import|public|private|static|fn|func|function|const|let|var|#include|select)\\b"
                    + "[^\\n]*[:;{}()]|[^\\n]*[;{}])[ \\t]*(?=\\n|$)",
            Pattern.DOTALL);

    /** Words with which a text speaks of what was pasted. */
    private static final Pattern POINTING = Pattern.compile(
            "\\b(?:th(?:is|ese|at)|it|here|above|below|following|code|error|wrong|fail(?:s|ed)?|bug|crash"
                    + "|fix|review|explain|refactor|optimi[sz]e|output|function|fehler|dies(?:e[sr]?)?|hier|unten|oben|erreur|ceci|ce|cette|esto|este|esta"
                    + "|aquí|isto|ошибк[аиу]|это[тм]?)\\b|这|错误|代码|修复",
            Pattern.UNICODE_CHARACTER_CLASS);

    /** Where one statement ends and the next begins. */
    private static final Pattern STATEMENTS = Pattern.compile("(?<=[.!?;。！？；\\n])");

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

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s,/|:()\\[\\]{}]+");

    /** So few words may be said without one of those. */
    private static final int FEW = 4;

    private Gadgets() {}

    /** @param text in lower case */
    static String without(String text) {
        String rest = text;
        if (rest.indexOf('<') >= 0) {
            rest = PRETENDED.matcher(rest).replaceAll(" ");
        }
        return statementsThatAsk(OTHERS_LINE.matcher(rest).replaceAll(""));
    }

    /** What a text says beside the programs that were pasted into it; the same text where there are none. */
    static String said(String text) {
        boolean mayHoldPrograms = text.indexOf('`') >= 0 || text.indexOf('\n') >= 0;
        return mayHoldPrograms ? PASTED.matcher(text).replaceAll(" ") : text;
    }

    /** Whether what is said speaks of what was pasted; where nothing is said, the program speaks for itself. */
    static boolean pointsAtPasted(String said) {
        return said.isBlank() || POINTING.matcher(said).find();
    }

    private static String statementsThatAsk(String text) {
        String[] statements = STATEMENTS.split(text);
        StringBuilder kept = new StringBuilder(text.length());
        for (String statement : statements) {
            boolean onlyOne = statements.length == 1;
            if (!isAboutRouting(statement) && (onlyOne || !isHeap(statement))) {
                kept.append(statement);
            }
        }
        return kept.toString();
    }

    private static boolean isAboutRouting(String statement) {
        return ABOUT_ROUTING.stream().anyMatch(statement::contains);
    }

    /** Keywords one after another, which say nothing. */
    private static boolean isHeap(String statement) {
        String[] words = BETWEEN_WORDS.split(statement.strip());
        if (words.length < FEW) {
            return false;
        }
        int known = 0;
        for (String word : words) {
            String bare = withoutMarks(word);
            if (FUNCTION_WORDS.contains(bare)) {
                return false;
            }
            known += TextRules.isSign(bare) ? 1 : 0;
        }
        return known * 3 >= words.length;
    }

    private static String withoutMarks(String word) {
        int end = word.length();
        while (end > 0 && ".!?;。".indexOf(word.charAt(end - 1)) >= 0) {
            end--;
        }
        return word.substring(0, end);
    }
}
