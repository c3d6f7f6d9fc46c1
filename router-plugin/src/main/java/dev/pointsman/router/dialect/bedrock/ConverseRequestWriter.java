package dev.pointsman.router.dialect.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.router.dialect.Conversation;
import dev.pointsman.router.dialect.Draft;
import dev.pointsman.router.dialect.ReplyFormat;
import dev.pointsman.router.dialect.RequestWriter;
import dev.pointsman.router.dialect.TreeJson;

/** Writes a conversation as a Converse request. The model and the wish for a stream go into the path. */
final class ConverseRequestWriter implements RequestWriter {

    @Override
    public void write(Conversation conversation, Draft draft) {
        ConverseModels models = new ConverseModels(draft.target().model());
        CachePoints cache = new CachePoints(models, draft.losses());
        new ConverseTurnsWriter(draft, models, cache).write(conversation);
        new ConverseToolsWriter(draft, models, cache).write(conversation);
        new ConverseSettingsWriter(draft, models, conversation).write();
        ReplyFormat format = conversation.format();
        if (format != null) {
            format(format, draft);
        }
        draft.losses().extras(conversation.source());
    }

    /** The schema travels as a text. */
    private static void format(ReplyFormat format, Draft draft) {
        if (format.kind() == ReplyFormat.Kind.TEXT) {
            return;
        }
        if (format.kind() == ReplyFormat.Kind.JSON || format.schema() == null) {
            draft.losses().add(format.path());
            return;
        }
        ObjectNode config = TreeJson.object();
        ObjectNode schema = config.putObject("textFormat")
                .put("type", "json_schema")
                .putObject("structure")
                .putObject("jsonSchema")
                .put("schema", TreeJson.text(format.schema()));
        if (format.name() != null) {
            schema.put("name", format.name());
        }
        if (format.description() != null) {
            schema.put("description", format.description());
        }
        draft.put("outputConfig", config, format.path());
        if (Boolean.FALSE.equals(format.strict())) {
            draft.losses().add(format.memberPath() + ".strict", "a schema is always enforced here");
        }
    }
}
