package dev.pointsman.provider.openai;

import dev.pointsman.provider.testkit.ProviderContract;
import dev.pointsman.provider.testkit.Traffic;

class OpenAiChatTest extends ProviderContract {

    OpenAiChatTest() {
        super(new OpenAiFactory(), Traffic.openAiChat());
    }
}
