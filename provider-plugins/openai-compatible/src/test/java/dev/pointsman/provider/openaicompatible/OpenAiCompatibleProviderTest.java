package dev.pointsman.provider.openaicompatible;

import dev.pointsman.provider.testkit.ProviderContract;
import dev.pointsman.provider.testkit.Traffic;

class OpenAiCompatibleProviderTest extends ProviderContract {

    OpenAiCompatibleProviderTest() {
        super(new OpenAiCompatibleFactory(), Traffic.openAiChat());
    }
}
