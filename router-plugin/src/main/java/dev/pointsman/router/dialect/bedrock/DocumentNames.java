package dev.pointsman.router.dialect.bedrock;

import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Losses;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Every document needs a name here, of letters, digits, single spaces, hyphens and brackets, and no name may come twice in a
 * request. The same conversation gets the same names again, so prompt caches hold. For one thread.
 */
final class DocumentNames {

    private static final Pattern FOREIGN = Pattern.compile("[^A-Za-z0-9 ()\\[\\]-]+");
    private static final int LONGEST = 200;

    private final Losses losses;
    private final Set<String> given = new HashSet<>();

    DocumentNames(Losses losses) {
        this.losses = losses;
    }

    String of(Block.Document document) {
        String title = document.title() == null ? "" : document.title();
        String kept =
                FOREIGN.matcher(title).replaceAll("-").replaceAll(" +", " ").strip();
        String name = kept.isEmpty() ? "document" : kept.substring(0, Math.min(LONGEST, kept.length()));
        String unique = name;
        for (int i = 2; !given.add(unique); i++) {
            unique = name + " (" + i + ")";
        }
        if (!title.isEmpty() && !title.equals(unique)) {
            losses.add(document.titlePath(), "a document's name is of letters, digits and hyphens here, and its own");
        }
        return unique;
    }
}
