package dev.pointsman.provider.openaicompatible;

import dev.pointsman.provider.testkit.PluginJarContract;

class OpenAiCompatibleJarIT extends PluginJarContract {

    OpenAiCompatibleJarIT() {
        super(OpenAiCompatibleFactory.class);
    }
}
