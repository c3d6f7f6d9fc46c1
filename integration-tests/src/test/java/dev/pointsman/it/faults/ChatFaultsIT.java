package dev.pointsman.it.faults;

import dev.pointsman.provider.testkit.Traffic;

class ChatFaultsIT extends FaultMatrix {

    ChatFaultsIT() {
        super(Traffic.openAiChat());
    }
}
