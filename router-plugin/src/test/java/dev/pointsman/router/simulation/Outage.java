package dev.pointsman.router.simulation;

import dev.pointsman.router.simulation.RequestPlan.Kind;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What became of many alike requests to a few vendors.
 *
 * @param requests how many there were
 * @param attempts as counted at the network
 * @param answered completely
 */
record Outage(int requests, int attempts, long answered) {

    static Outage of(World world) {
        return new Outage(
                world.clients().size(),
                world.network().sent().size(),
                world.clients().stream().filter(Client::answered).count());
    }

    /** Of a request that comes every so often. */
    static World world(long seed, List<VendorPlan> vendors, int requests, Duration every, Mechanisms mechanisms) {
        List<RequestPlan> plans = IntStream.range(0, requests)
                .mapToObj(number -> RequestPlan.of(number, every, Kind.OPEN))
                .toList();
        return new World(WorldPlan.of(seed, vendors, plans, mechanisms)).run();
    }

    double amplification() {
        return attempts / (double) requests;
    }

    /** 0 to 1. */
    double success() {
        return answered / (double) requests;
    }
}
