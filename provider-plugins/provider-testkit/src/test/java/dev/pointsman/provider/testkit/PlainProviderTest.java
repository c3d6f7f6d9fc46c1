package dev.pointsman.provider.testkit;

class PlainProviderTest extends ProviderContract {

    PlainProviderTest() {
        super(new PlainFactory(), Traffic.openAiChat());
    }
}
