package dev.pointsman.host.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.host.config.Configuration;
import dev.pointsman.host.doctor.production.Installation;
import dev.pointsman.host.doctor.production.Outcome;
import dev.pointsman.host.doctor.production.Outcome.Flaw;
import dev.pointsman.host.doctor.production.ProductionChecklist;
import dev.pointsman.host.serve.MadeRouter;
import dev.pointsman.host.serve.MissingRouterException;
import dev.pointsman.host.serve.OpenHost;
import dev.pointsman.host.serve.StoreReadingHost;
import dev.pointsman.hostkit.store.StoreStanding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gathers what the production checklist looks at. The store is opened only where that changes nothing in it. */
final class ProductionLook {

    private static final String REQUESTS = "1000";

    private final Configuration configuration;
    private final List<SettingsProblem> problems;
    private final Map<String, Outcome> demands = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    private ProductionLook(Configuration configuration) {
        this.configuration = configuration;
        this.problems = new ArrayList<>(configuration.problems());
    }

    /** Every check by its id. */
    static Map<String, Outcome> outcomes(
            Configuration configuration, Optional<Path> file, Optional<Path> unit, Surroundings surroundings) {
        return new ProductionLook(configuration).look(file, unit, surroundings);
    }

    private Map<String, Outcome> look(Optional<Path> file, Optional<Path> unit, Surroundings surroundings) {
        OpenHost plain = surroundings.hosts().apply(configuration);
        StoreStanding standing = StoreReadingHost.standing(configuration.gateway(), plain);
        try (OpenHost host = overStore(plain, standing, surroundings)) {
            askRouter(host);
            return ProductionChecklist.of(new Installation(
                    configuration,
                    file,
                    surroundings.environment(),
                    host.plugins(),
                    problems,
                    demands,
                    asked,
                    host.context().secrets(),
                    standing,
                    unit));
        }
    }

    /** With secrets that are sealed in the store, where its master key can be read. */
    private OpenHost overStore(OpenHost host, StoreStanding standing, Surroundings surroundings) {
        if (!(standing instanceof StoreStanding.Current)) {
            return host;
        }
        try {
            return StoreReadingHost.open(configuration.gateway(), host, surroundings.environment());
        } catch (IOException e) {
            throw CommandException.failed(String.valueOf(e.getMessage()));
        }
    }

    private void askRouter(OpenHost host) {
        try (MadeRouter router = MadeRouter.make(configuration.policy(), host.context())) {
            for (JsonNode demand :
                    router.ask(ControlRequest.get("/policy/production")).path("demands")) {
                demands.put(demand.path("id").asText(), outcome(demand));
            }
            for (JsonNode decision : router.ask(
                            new ControlRequest("GET", "/decisions", Map.of("limit", REQUESTS), Payload.empty()))
                    .path("decisions")) {
                asked.add(decision.path("asked").asText());
            }
        } catch (InvalidSettingsException e) {
            problems.addAll(e.problems());
        } catch (MissingRouterException e) {
            // What became of each plugin is told by the check that looks at them; without demands none of the policy's
            // holds.
            demands.clear();
        }
    }

    private Outcome outcome(JsonNode demand) {
        String found = demand.path("found").asText();
        return switch (demand.path("state").asText()) {
            case "held" -> Outcome.held(found);
            case "broken" -> {
                List<Flaw> flaws = new ArrayList<>();
                for (JsonNode flaw : demand.path("flaws")) {
                    String path = flaw.path("path").asText();
                    int line = configuration.lines().line(path);
                    flaws.add(new Flaw(
                            path + (line > 0 ? " (line " + line + ")" : ""),
                            flaw.path("message").asText(),
                            flaw.path("wayOut").asText()));
                }
                yield new Outcome.Broken(flaws);
            }
            default -> Outcome.unknown(found);
        };
    }
}
