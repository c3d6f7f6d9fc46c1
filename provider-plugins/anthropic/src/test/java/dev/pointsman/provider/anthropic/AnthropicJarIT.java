package dev.pointsman.provider.anthropic;

import dev.pointsman.provider.testkit.PluginJarContract;

class AnthropicJarIT extends PluginJarContract {

    AnthropicJarIT() {
        super(AnthropicFactory.class);
    }
}
