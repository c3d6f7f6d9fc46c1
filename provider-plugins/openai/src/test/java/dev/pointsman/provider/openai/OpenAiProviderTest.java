package dev.pointsman.provider.openai;

import dev.pointsman.provider.testkit.ProviderContract;
import dev.pointsman.provider.testkit.Traffic;

class OpenAiProviderTest extends ProviderContract {

    OpenAiProviderTest() {
        super(new OpenAiFactory(), Traffic.openAiResponses());
    }
}
