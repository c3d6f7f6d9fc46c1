package dev.pointsman.router.workload;

import java.util.List;

/**
 * One sign in a text. Plain substrings of the lower-cased text, not patterns: they cost the same for every text.
 *
 * @param weight how strong the sign is; a kind of work needs {@value #ENOUGH} in all
 * @param atStart whether only the beginning of the text counts, where people say what they want
 * @param words any one of which counts, once
 */
record TextRule(Workload workload, int weight, boolean atStart, List<String> words) {

    static final int ENOUGH = 3;

    static TextRule strong(Workload workload, String... words) {
        return new TextRule(workload, ENOUGH, false, List.of(words));
    }

    static TextRule medium(Workload workload, String... words) {
        return new TextRule(workload, 2, false, List.of(words));
    }

    static TextRule weak(Workload workload, String... words) {
        return new TextRule(workload, 1, false, List.of(words));
    }

    static TextRule start(Workload workload, int weight, String... words) {
        return new TextRule(workload, weight, true, List.of(words));
    }

    int score(String lowerCaseText) {
        for (String word : words) {
            if (atStart ? lowerCaseText.startsWith(word) : lowerCaseText.contains(word)) {
                return weight;
            }
        }
        return 0;
    }
}
