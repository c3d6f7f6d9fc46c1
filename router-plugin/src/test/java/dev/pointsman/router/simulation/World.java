package dev.pointsman.router.simulation;

import dev.pointsman.router.health.EndpointKey;
import dev.pointsman.router.health.Permission;
import dev.pointsman.router.money.BudgetState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run of a plan. For one thread, which is every thread of the world. */
final class World {

    private static final int NOBODY = -1;

    /** Longer than anything that closes an endpoint. */
    private static final Duration ALL_IS_FORGIVEN = Duration.ofHours(2);

    private final WorldPlan plan;
    private final VirtualTime time = new VirtualTime();
    private final Laws laws = new Laws(time);
    private final Network network;
    private final SimulatedRouter router;
    private final List<Client> clients = new ArrayList<>();

    World(WorldPlan plan) {
        Dice dice = new Dice(plan.seed());
        this.plan = plan;
        this.network = new Network(plan, time, laws, dice.split());
        this.router = new SimulatedRouter(plan, time, network, dice.split());
    }

    /** Runs it to its end; once. */
    World run() {
        arrives(0);
        time.run(this::checkMoney);
        checkEnd();
        return this;
    }

    private void arrives(int number) {
        if (number == plan.requests().size()) {
            return;
        }
        RequestPlan next = plan.requests().get(number);
        Client client = new Client(next, time, router, laws);
        clients.add(client);
        time.after(next.after(), () -> {
            time.startAfter(Duration.ZERO, client);
            arrives(number + 1);
        });
    }

    private void checkMoney() {
        for (BudgetState budget : router.money()) {
            laws.check(budget.spent() + budget.held() <= budget.limit(), NOBODY, "a budget is never exceeded");
        }
    }

    private void checkEnd() {
        clients.forEach(client -> laws.check(client.hasEnded(), client.plan().number(), "ends"));
        for (SimulatedAnswer answer : network.sent()) {
            laws.check(answer.isClosed(), answer.request().number(), "leaves no call open");
        }
        checkSpent();
        for (VendorPlan vendor : plan.vendors()) {
            laws.check(router.health().running(vendor.key()) == 0, NOBODY, "no permission is kept");
        }
        time.pass(ALL_IS_FORGIVEN);
        plan.vendors().forEach(vendor -> checkReopened(vendor.key(), vendor.credentials()));
    }

    private void checkSpent() {
        long billed = network.sent().stream().mapToLong(SimulatedAnswer::billed).sum();
        long worst = network.sent().stream().mapToLong(SimulatedAnswer::worst).sum();
        for (BudgetState budget : router.money()) {
            laws.check(budget.held() == 0, NOBODY, "no money is held for ever");
            laws.check(budget.spent() >= billed, NOBODY, "what vendors bill is spent");
            laws.check(budget.spent() <= worst, NOBODY, "what was never sent costs nothing");
        }
    }

    private void checkReopened(EndpointKey endpoint, List<String> credentials) {
        for (String credential : credentials) {
            Optional<Permission> permission = router.health().tryAcquire(endpoint, credential);
            laws.check(permission.isPresent(), NOBODY, "nothing is closed for ever");
            permission.ifPresent(Permission::released);
        }
    }

    Laws laws() {
        return laws;
    }

    Network network() {
        return network;
    }

    SimulatedRouter router() {
        return router;
    }

    List<Client> clients() {
        return clients;
    }

    Duration elapsed() {
        return time.elapsed();
    }
}
