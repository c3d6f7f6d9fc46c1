package dev.pointsman.router.dialect.matrix;

import dev.pointsman.router.dialect.matrix.Outcome.Missing;
import dev.pointsman.router.dialect.matrix.Outcome.Place;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes {@code docs/dialects.md} from measured cells. */
final class DialectsPage {

    private final Map<Cell, Outcome> outcomes;
    private final StringBuilder page = new StringBuilder();

    private DialectsPage(Map<Cell, Outcome> outcomes) {
        this.outcomes = outcomes;
    }

    static String of(Map<Cell, Outcome> outcomes) {
        DialectsPage page = new DialectsPage(outcomes);
        page.introduction();
        Matrix.CLIENTS.forEach(page::table);
        page.line("## What is lost, pair by pair").line("");
        page.line(
                "A path is that of the message which lost it: of the client's request, or of the vendor's answer or stream.");
        page.line("");
        for (ClientVoice client : Matrix.CLIENTS) {
            for (VendorVoice vendor : Matrix.VENDORS) {
                page.losses(client, vendor);
            }
        }
        page.reasons("## What is refused", Outcome.Refused.class, outcome -> ((Outcome.Refused) outcome).reason());
        page.reasons("## What is never said", Outcome.Unsaid.class, outcome -> ((Outcome.Unsaid) outcome).reason());
        return page.page.toString().stripTrailing() + "\n";
    }

    private DialectsPage line(String text) {
        page.append(text).append('\n');
        return this;
    }

    private void introduction() {
        line("# Dialects: what a client gets from a vendor of another dialect").line("");
        line("A client may speak any of " + Matrix.CLIENTS.size() + " dialects, and a vendor may take any of "
                + Matrix.VENDORS.size() + ". Where the two are the same, the bytes go through, but for");
        line(
                "a few edits that the decision names. Where they differ, request and answer are translated, and what the other dialect has no");
        line(
                "place for is listed by its JSON path: in the decision, and counted in the header `x-pointsman-losses`. `onLoss` in a profile says");
        line("whether a request that loses something may go there ([operators.md](operators.md)).")
                .line("");
        line(
                "Each cell below is measured by a test (`CrossMatrixTest`), which says one small conversation in every dialect and runs it through");
        line("the router's own translation, whole and streamed, there and back:")
                .line("");
        line("- **exact**: all of it arrives, and the test found it there;");
        line(
                "- **lossy (n)**: all of it arrives but for n members, which stand under [What is lost](#what-is-lost-pair-by-pair);");
        line(
                "- **refused**: the client gets a 400 that says why, since the request would mean something else without what is missing;");
        line("- **unsaid**: one of the two dialects has no words for it, so there is nothing to carry.")
                .line("");
        line(
                "Two states in one cell are those of the whole answer and of the stream. The page is written by the test; after a change,");
        line("`CrossMatrixTest` with `-Ddialects.write=true` writes it again.").line("");
        line("| feature | what the conversation has |").line("|---|---|");
        for (Feature feature : Feature.values()) {
            line("| " + feature.title() + " | " + feature.meaning() + " |");
        }
        line("");
        line(
                "An error is exact when its kind arrives. Its words do not: what a vendor writes there may quote a prompt, so the client gets the");
        line(
                "gateway's own text, in its dialect. Ids and times of an answer are its envelope: each dialect has its own, or none, and neither counts.");
        line("");
    }

    private void table(ClientVoice client) {
        line("## A client of " + Matrix.title(client.dialect()) + " (`" + client.dialect() + "`)")
                .line("");
        line("| vendor | " + Arrays.stream(Feature.values()).map(Feature::title).collect(Collectors.joining(" | "))
                + " |");
        line("|---|" + "---|".repeat(Feature.values().length));
        for (VendorVoice vendor : Matrix.VENDORS) {
            line("| " + Matrix.title(vendor.dialect()) + " | "
                    + Arrays.stream(Feature.values())
                            .map(feature -> state(client, vendor, feature))
                            .collect(Collectors.joining(" | "))
                    + " |");
        }
        line("");
    }

    private String state(ClientVoice client, VendorVoice vendor, Feature feature) {
        String whole = word(outcomes.get(new Cell(client, vendor, feature, false)));
        String streamed = word(outcomes.get(new Cell(client, vendor, feature, true)));
        return whole.equals(streamed) ? whole : whole + " · " + streamed;
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Exact exact -> "exact";
            case Outcome.Lossy lossy -> "lossy (" + lossy.missing().size() + ")";
            case Outcome.Refused refused -> "**refused**";
            case Outcome.Unsaid unsaid -> "unsaid";
        };
    }

    /** One line per path, with the features and messages in which it is lost. */
    private void losses(ClientVoice client, VendorVoice vendor) {
        Map<String, Set<String>> lines = new TreeMap<>();
        outcomes.forEach((cell, outcome) -> {
            if (cell.client() == client && cell.vendor() == vendor && outcome instanceof Outcome.Lossy lossy) {
                lossy.missing()
                        .forEach(missing -> lines.computeIfAbsent(text(missing), any -> new LinkedHashSet<>())
                                .add(cell.feature().title()));
            }
        });
        if (lines.isEmpty()) {
            return;
        }
        line("### `" + client.dialect() + "` → `" + vendor.dialect() + "`").line("");
        lines.forEach((text, features) -> line("- " + text + " — " + String.join(", ", features)));
        line("");
    }

    private static String text(Missing missing) {
        Place place = missing.place();
        return place.title() + ": `" + missing.path() + "` (" + missing.reason() + ")";
    }

    /** One line per reason, with the pairs and features that have it. */
    private void reasons(String title, Class<? extends Outcome> kind, Function<Outcome, String> reason) {
        Map<String, Map<String, Set<String>>> cells = new LinkedHashMap<>();
        outcomes.forEach((cell, outcome) -> {
            if (kind.isInstance(outcome)) {
                cells.computeIfAbsent(reason.apply(outcome), any -> new LinkedHashMap<>())
                        .computeIfAbsent(cell.feature().title(), any -> new LinkedHashSet<>())
                        .add("`" + cell.client().dialect() + "` → `"
                                + cell.vendor().dialect() + "`");
            }
        });
        if (cells.isEmpty()) {
            return;
        }
        line(title).line("");
        cells.forEach((why, features) ->
                features.forEach((feature, pairs) -> line("- " + feature + ": " + why + " (" + said(pairs) + ")")));
        line("");
    }

    /** All vendors of one client are said at once. */
    private static String said(Set<String> pairs) {
        Map<String, Set<String>> vendors = new LinkedHashMap<>();
        for (String pair : pairs) {
            String[] sides = pair.split(" → ");
            vendors.computeIfAbsent(sides[0], any -> new LinkedHashSet<>()).add(sides[1]);
        }
        return vendors.entrySet().stream()
                .map(entry -> entry.getKey() + " → "
                        + (entry.getValue().size() == Matrix.VENDORS.size()
                                ? "any"
                                : String.join(", ", entry.getValue())))
                .collect(Collectors.joining("; "));
    }
}
