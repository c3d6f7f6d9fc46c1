package dev.pointsman.edge;

import dev.pointsman.api.provider.ModelDescriptor;
import java.time.Instant;
import java.util.List;

/** How a dialect shows models. Stateless. */
interface ModelsBody {

    /** @param since stands for the models' date of creation, which nobody knows */
    byte[] all(List<ModelDescriptor> models, Instant since);

    /** One model that was asked for by its id. */
    byte[] one(ModelDescriptor model, Instant since);
}
