package dev.pointsman.it.faults;

import dev.pointsman.provider.testkit.Traffic;

class GeminiFaultsIT extends FaultMatrix {

    GeminiFaultsIT() {
        super(Traffic.gemini());
    }
}
