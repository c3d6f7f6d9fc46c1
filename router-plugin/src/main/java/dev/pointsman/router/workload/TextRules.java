package dev.pointsman.router.workload;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a person's text suggests. English with the commonest words of German, French and Spanish; a table. */
final class TextRules {

    private static final List<TextRule> RULES = List.of(
            TextRule.strong(
                    Workload.CODE,
                    "```",
                    "stack trace",
                    "stacktrace",
                    "traceback (most recent",
                    "exception in thread",
                    "unit test",
                    "pull request",
                    "git commit",
                    "refactor",
                    "nullpointerexception",
                    "segfault",
                    "compile error",
                    "regex",
                    "sql query",
                    "dockerfile"),
            TextRule.strong(
                    Workload.CODE,
                    "def ",
                    "public class ",
                    "public static ",
                    "#include",
                    "import java",
                    "console.log",
                    "select * from",
                    "function(",
                    "};\n",
                    "fn main"),
            TextRule.weak(Workload.CODE, " code", "codebase", "source file", "quellcode", "código"),
            TextRule.weak(
                    Workload.CODE, "implement", "debug", "fix the", "fix this", "bug", "compile", "deploy", "merge"),
            TextRule.weak(
                    Workload.CODE,
                    "function",
                    "class ",
                    "method",
                    "variable",
                    "endpoint",
                    " api ",
                    "module",
                    "library"),
            TextRule.weak(
                    Workload.CODE,
                    "python",
                    "javascript",
                    "typescript",
                    " java ",
                    "kotlin",
                    "rust",
                    "golang",
                    "c++",
                    "bash"),
            TextRule.weak(Workload.CODE, ".py", ".java", ".ts", ".js", ".go", ".rs", ".cpp", ".sql", ".yaml", ".json"),
            TextRule.strong(
                    Workload.SUMMARIZATION,
                    "summarize",
                    "summarise",
                    "summary of",
                    "tl;dr",
                    "tldr",
                    "key points",
                    "key takeaways",
                    "in a nutshell",
                    "zusammenfassung",
                    "fasse zusammen",
                    "fasse den",
                    "résume ",
                    "résumé de",
                    "resume el",
                    "resumen de"),
            TextRule.strong(
                    Workload.TRANSLATION,
                    "translate",
                    "translation of",
                    "übersetze",
                    "übersetz ",
                    "traduis",
                    "traduire",
                    "traduce",
                    "traducir",
                    "翻译",
                    "翻訳"),
            TextRule.strong(
                    Workload.CLASSIFICATION,
                    "classify",
                    "categorize",
                    "categorise",
                    "which category",
                    "sentiment",
                    "label the following",
                    "answer only yes or no",
                    "answer yes or no",
                    "true or false?",
                    "spam or not",
                    "klassifiziere"),
            TextRule.strong(
                    Workload.EXTRACTION,
                    "extract",
                    "as json",
                    "into json",
                    "json object with",
                    "list all names",
                    "named entities",
                    "parse the following",
                    "extrahiere",
                    "extrais",
                    "extrae"),
            TextRule.strong(
                    Workload.MATH,
                    "prove that",
                    "solve for",
                    "solve the equation",
                    "integral of",
                    "derivative of",
                    "how many ways",
                    "probability that",
                    "\\frac",
                    "\\sum",
                    "\\int"),
            TextRule.weak(Workload.MATH, "calculate", "compute", "berechne", "calcule", "calcula"),
            TextRule.weak(
                    Workload.MATH, "equation", "theorem", "percent", "average", "polynomial", "matrix", "triangle"),
            TextRule.weak(Workload.MATH, "how much", "how many", "what is the sum", "wie viele", "combien", "cuántos"));

    private TextRules() {}

    /** The kind with the strongest signs; empty when none is strong enough. The earlier of {@link Workload} wins a tie. */
    static Optional<Workload> suggest(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int[] scores = new int[Workload.values().length];
        for (TextRule rule : RULES) {
            scores[rule.workload().ordinal()] += rule.score(lower);
        }
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return scores[best] >= TextRule.ENOUGH ? Optional.of(Workload.values()[best]) : Optional.empty();
    }
}
