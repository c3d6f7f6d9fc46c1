package com.acme.pointsman;

import dev.pointsman.provider.testkit.ProviderContract;
import dev.pointsman.provider.testkit.Traffic;

class AcmeProviderTest extends ProviderContract {

    AcmeProviderTest() {
        super(new AcmeFactory(), Traffic.openAiChat());
    }
}
