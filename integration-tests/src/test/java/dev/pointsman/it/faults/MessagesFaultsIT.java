package dev.pointsman.it.faults;

import dev.pointsman.provider.testkit.Traffic;

class MessagesFaultsIT extends FaultMatrix {

    MessagesFaultsIT() {
        super(Traffic.anthropicMessages());
    }
}
