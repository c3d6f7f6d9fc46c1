package dev.pointsman.router.dialect.matrix;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.router.dialect.Dialects;
import java.util.ArrayList;
import java.util.List;

/** All cells: every dialect that clients speak, every one that vendors take. */
final class Matrix {

    static final List<ClientVoice> CLIENTS = List.of(
            new ChatVoice(),
            new ResponsesVoice(),
            new MessagesVoice(),
            new GeminiVoice(),
            new OllamaVoice(),
            new GenerateVoice());

    static final List<VendorVoice> VENDORS = List.of(
            new ChatVoice(),
            new ResponsesVoice(),
            new MessagesVoice(),
            new GeminiVoice(),
            new OllamaVoice(),
            new ConverseVoice());

    private Matrix() {}

    static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (ClientVoice client : CLIENTS) {
            for (VendorVoice vendor : VENDORS) {
                for (Feature feature : Feature.values()) {
                    cells.add(new Cell(client, vendor, feature, false));
                    cells.add(new Cell(client, vendor, feature, true));
                }
            }
        }
        return cells;
    }

    /** As people call it. */
    static String title(Dialect dialect) {
        return switch (dialect.name()) {
            case "openai-chat" -> "OpenAI chat completions";
            case "openai-responses" -> "OpenAI Responses";
            case "anthropic-messages" -> "Anthropic Messages";
            case "gemini-generate" -> "Gemini generateContent";
            case "ollama-chat" -> "Ollama chat";
            case "ollama-generate" -> "Ollama generate";
            case "bedrock-converse" -> "Bedrock Converse";
            default -> throw new AssertionError("a dialect without a title: " + dialect);
        };
    }

    /** What a vendor takes must have a column, and what clients speak a row. */
    static List<Dialect> forgotten(Dialects dialects) {
        List<Dialect> vendors = VENDORS.stream().map(VendorVoice::dialect).toList();
        List<Dialect> clients = CLIENTS.stream().map(ClientVoice::dialect).toList();
        return dialects.known().stream()
                .filter(dialect -> !vendors.contains(dialect) && dialects.canCarry(Dialect.OPENAI_CHAT, dialect)
                        || !clients.contains(dialect) && dialects.canCarry(dialect, Dialect.OPENAI_CHAT))
                .toList();
    }
}
