package dev.pointsman.it.tenants;

import dev.pointsman.it.harness.Asked;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Line;
import dev.pointsman.it.harness.Script;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says whose credential it was asked with, and fails now and then; notes a prompt that came with somebody else's credential. */
final class EchoVendor implements Script {

    private static final Pattern OWNER = Pattern.compile("Bearer sk-([a-z]+)-");
    private static final Pattern PROMPT_OF = Pattern.compile("CANARY-of-([a-z]+)");

    private final Random chance;
    private final List<String> violations = new CopyOnWriteArrayList<>();

    EchoVendor(long seed) {
        this.chance = new Random(seed);
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    @Override
    public void play(Asked asked, Line line) throws IOException {
        Matcher owner = OWNER.matcher(asked.headers().getOrDefault("authorization", ""));
        String tenant = owner.find() ? owner.group(1) : "nobody";
        Matcher prompt = PROMPT_OF.matcher(asked.text());
        while (prompt.find()) {
            if (!prompt.group(1).equals(tenant)) {
                violations.add("a prompt of " + prompt.group(1) + " with a credential of " + tenant);
            }
        }
        answer(tenant).play(asked, line);
    }

    private Script answer(String tenant) {
        int roll;
        synchronized (chance) {
            roll = chance.nextInt(20);
        }
        if (roll == 0) {
            return Script.json(500, ChatVendor.error("trouble of " + tenant + " with sk-" + tenant, "server_error"));
        }
        return ChatVendor.says("I am " + tenant, ", as ever.");
    }
}
