package dev.pointsman.it.faults;

import dev.pointsman.provider.testkit.Traffic;

class ResponsesFaultsIT extends FaultMatrix {

    ResponsesFaultsIT() {
        super(Traffic.openAiResponses());
    }
}
