package dev.pointsman.provider.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.provider.ModelDescriptor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelListTest {

    @Test
    void readsIdsAndWindowsAndSkipsTheRest() {
        List<ModelDescriptor> models = read("""
                {"object": "list", "extra": {"data": [1]}, "data": [
                  {"id": "a", "pricing": {"id": "no"}, "context_length": 8192},
                  {"id": "b", "tags": [{"id": "no"}]},
                  {"object": "model"}]}""");

        assertThat(models).extracting(ModelDescriptor::id).containsExactly("a", "b");
        assertThat(models.getFirst().contextWindow()).hasValue(8192);
    }

    @Test
    void readsABareArray() {
        assertThat(read("[{\"id\": \"a\", \"context_length\": 8192}, {\"id\": \"b\"}]"))
                .extracting(ModelDescriptor::id)
                .containsExactly("a", "b");
    }

    @Test
    void failsAsDataForWhatIsNoList() {
        assertThatThrownBy(() -> read("{\"object\":\"list\"}")).isInstanceOf(ProviderException.class);
        assertThatThrownBy(() -> read("{\"data\":[{\"id\":")).isInstanceOf(ProviderException.class);
    }

    private static List<ModelDescriptor> read(String json) {
        return ModelList.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
