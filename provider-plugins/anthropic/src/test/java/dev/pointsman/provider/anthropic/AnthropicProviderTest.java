package dev.pointsman.provider.anthropic;

import dev.pointsman.provider.testkit.ProviderContract;
import dev.pointsman.provider.testkit.Traffic;

class AnthropicProviderTest extends ProviderContract {

    AnthropicProviderTest() {
        super(new AnthropicFactory(), Traffic.anthropicMessages());
    }
}
