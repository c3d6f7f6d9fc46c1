package dev.pointsman.router.workload;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a person's text suggests: English, and the commonest words of German, French, Spanish, Russian and Chinese. A table. */
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
                    "integration test",
                    "pull request",
                    "git commit",
                    "refactor",
                    "nullpointerexception",
                    "segfault",
                    "compile error",
                    "regex",
                    "sql query",
                    "dockerfile",
                    "oomkilled",
                    "async/await",
                    "codebase",
                    "source file",
                    "quellcode"),
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
            TextRule.start(
                    Workload.CODE,
                    3,
                    "implement ",
                    "implementiere ",
                    "implémente",
                    "implementa ",
                    "debug ",
                    "refactor",
                    "реализуй",
                    "отлад",
                    "实现",
                    "调试"),
            TextRule.start(
                    Workload.CODE,
                    2,
                    "build a",
                    "design a",
                    "baue ",
                    "entwirf ",
                    "conçois",
                    "construis",
                    "diseña",
                    "construye",
                    "спроектируй",
                    "создай",
                    "构建",
                    "设计"),
            TextRule.medium(
                    Workload.CODE,
                    "function",
                    "funktion",
                    "fonction",
                    "función",
                    "função",
                    "функци",
                    "函数",
                    "関数",
                    "script",
                    "скрипт",
                    "脚本",
                    "algorithm",
                    "algoritm",
                    "алгоритм",
                    "算法",
                    "middleware",
                    "endpoint",
                    "parser",
                    "compiler",
                    "tests for",
                    "test for",
                    "decorator",
                    "linked list",
                    "binary tree",
                    "hash map"),
            TextRule.medium(
                    Workload.CODE,
                    "python",
                    "javascript",
                    "typescript",
                    " java ",
                    "kotlin",
                    "rust",
                    "golang",
                    " go ",
                    "c++",
                    "c#",
                    "bash",
                    "docker",
                    "kubernetes",
                    "k8s",
                    "react",
                    "postgres",
                    "redis",
                    "graphql",
                    " sql",
                    "css",
                    "html",
                    "terraform",
                    " ci "),
            TextRule.medium(
                    Workload.CODE,
                    "debug",
                    "deadlock",
                    "memory leak",
                    "race condition",
                    "crash",
                    " bug",
                    "fehler im code",
                    "stack overflow",
                    "отладить",
                    "débog",
                    "depur",
                    "调试",
                    "死锁"),
            TextRule.medium(Workload.CODE, ".py", ".java", ".ts", ".js", ".go", ".rs", ".cpp", ".sql", ".yaml"),
            TextRule.weak(
                    Workload.CODE,
                    "write",
                    "create",
                    "develop",
                    "schreib",
                    "écris",
                    "escribe",
                    "escreva",
                    "напиши",
                    "写",
                    "review",
                    "check",
                    "überprüf",
                    "проверь",
                    "审查",
                    "fix ",
                    "my ",
                    " code",
                    "código",
                    "代码",
                    "код"),
            TextRule.weak(
                    Workload.CODE,
                    "system",
                    "pipeline",
                    "platform",
                    "engine",
                    "backend",
                    "service",
                    "database",
                    "server",
                    "framework",
                    "library",
                    "module",
                    "plugin",
                    " api",
                    "state machine",
                    "concurren",
                    "thread",
                    "cache",
                    "queue",
                    "protocol"),
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
                    "fasse die",
                    "fasse das",
                    "résume ",
                    "résumé de",
                    "resume el",
                    "resume la",
                    "resumen de",
                    "резюмируй",
                    "кратко излож",
                    "总结",
                    "概括",
                    "要約"),
            TextRule.strong(
                    Workload.TRANSLATION,
                    "translate",
                    "translation of",
                    "how do you say",
                    "übersetze",
                    "übersetz ",
                    "traduis",
                    "traduire",
                    "traduce",
                    "traducir",
                    "traduza",
                    "переведи",
                    "перевод ",
                    "翻译",
                    "翻訳",
                    "번역"),
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
                    "klassifiziere",
                    "classifie ",
                    "clasifica ",
                    "классифицируй",
                    "分类"),
            TextRule.strong(
                    Workload.EXTRACTION,
                    "extract the",
                    "extract all",
                    "extract any",
                    "extract from",
                    "into json",
                    "as json",
                    "json object with",
                    "list all names",
                    "named entities",
                    "parse the following",
                    "extrahiere",
                    "extrais",
                    "extrae ",
                    "извлеки",
                    "提取",
                    "抽取"),
            TextRule.start(Workload.EXTRACTION, 3, "extract "),
            TextRule.strong(
                    Workload.MATH,
                    "prove that",
                    "proof that",
                    "solve for",
                    "solve the equation",
                    "integral of",
                    "derivative of",
                    "how many ways",
                    "probability that",
                    "\\frac",
                    "\\sum",
                    "\\int",
                    "beweise",
                    "démontre",
                    "demuestra",
                    "prove o ",
                    "докажи",
                    "证明",
                    "推导",
                    "выведи"),
            TextRule.start(Workload.MATH, 3, "prove ", "derive ", "show that ", "leite ", "dérive", "deriva "),
            TextRule.weak(
                    Workload.MATH,
                    "compute",
                    "berechne",
                    "calcule",
                    "calcula",
                    "вычисли",
                    "计算",
                    "find the",
                    "evaluate"),
            TextRule.medium(
                    Workload.MATH,
                    "equation",
                    "theorem",
                    "polynomial",
                    "matrix",
                    "triangle",
                    "inequality",
                    "integer",
                    "factor group",
                    "eigenvalue",
                    "quadratic"),
            TextRule.weak(
                    Workload.MATH,
                    "how much",
                    "how many",
                    "what is the sum",
                    "percent",
                    "average",
                    "wie viele",
                    "combien",
                    "cuántos",
                    "сколько"));

    private static final Set<String> SIGNS = RULES.stream()
            .flatMap(rule -> rule.words().stream())
            .map(String::strip)
            .collect(Collectors.toUnmodifiableSet());

    private TextRules() {}

    /** Whether a word alone is a sign of some kind of work. */
    static boolean isSign(String lowerCaseWord) {
        return SIGNS.contains(lowerCaseWord);
    }

    /**
     * The kind with the strongest signs; empty when none is strong enough. What is said counts before what was pasted, and a program
     * that nobody speaks of counts for nothing.
     */
    static Optional<Workload> suggest(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        Optional<Workload> whole = strongest(lower);
        if (whole.isEmpty()) {
            return whole;
        }
        String asked = Gadgets.without(lower);
        String said = PastedCode.without(asked);
        if (said.equals(lower)) {
            return whole;
        }
        Optional<Workload> suggested = strongest(said);
        boolean fromCode = suggested.isEmpty() && !said.equals(asked) && PastedCode.isSpokenOf(said);
        return fromCode ? strongest(asked) : suggested;
    }

    /** The earlier of {@link Workload} wins a tie. */
    private static Optional<Workload> strongest(String lower) {
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
