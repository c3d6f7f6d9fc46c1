package dev.pointsman.provider.testkit.faultkit;

import dev.pointsman.provider.testkit.Traffic;
import java.io.IOException;

/** Runs cases against a gateway that is configured to use these vendors. One case at a time. */
public final class FaultKit implements AutoCloseable {

    private final FaultyVendors vendors;
    private final GatewayClient client;

    public FaultKit(FaultyVendors vendors, Target target) {
        this.vendors = vendors;
        this.client = new GatewayClient(target);
    }

    /**
     * Asks once and judges.
     *
     * @throws IOException when the gateway cannot be reached at all
     */
    public CaseResult run(Traffic traffic, FaultCase faultCase) throws IOException, InterruptedException {
        int askedBefore = vendors.received(faultCase.name()).size();
        int sparesBefore = vendors.received(FaultyVendors.SPARE).size();
        GatewayAnswer answer = client.ask(traffic, faultCase);
        int asked = vendors.received(faultCase.name()).size() - askedBefore;
        int spares = vendors.received(FaultyVendors.SPARE).size() - sparesBefore;
        Verdict verdict = new Judge(traffic.dialect(), faultCase, answer, asked, spares > 0).verdict();
        return new CaseResult(faultCase, answer, asked + spares, verdict);
    }

    @Override
    public void close() {
        client.close();
    }
}
