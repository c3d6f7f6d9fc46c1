package dev.pointsman.edge;

import dev.pointsman.edge.Route.Access;
import java.util.List;
import java.util.function.Function;

/** The data door's routing table. A further dialect is a class that implements {@link ClientDialect} and a row here. */
final class DataRoutes {

    private static final ClientDialect OPENAI = new OpenAiChat();
    private static final ClientDialect RESPONSES = new OpenAiResponses();
    private static final ClientDialect EMBEDDINGS = new OpenAiEmbeddings();
    private static final ClientDialect ANTHROPIC = new AnthropicMessages();
    private static final ClientDialect GEMINI = new GeminiGenerate(GeminiGenerate.Form.WHOLE);
    private static final ClientDialect GEMINI_EVENTS = new GeminiGenerate(GeminiGenerate.Form.EVENTS);
    private static final ClientDialect GEMINI_ARRAY = new GeminiGenerate(GeminiGenerate.Form.ARRAY);

    private static final String CATALOG_MESSAGES = CatalogBody.NATIVE + CatalogBody.MESSAGES;

    private static final ClientDialect OLLAMA_CHAT = OllamaDialect.chat();
    private static final ClientDialect OLLAMA_GENERATE = OllamaDialect.generate();

    private static final Function<Exchange, ClientDialect> STREAM =
            exchange -> "sse".equals(exchange.query().get("alt")) ? GEMINI_EVENTS : GEMINI_ARRAY;

    private DataRoutes() {}

    static List<Route> of(
            ModelCall call, ModelListing models, TokenQuestion tokens, CallerQuestions own, Probe alive, Probe ready) {
        return List.of(
                route("POST", "/v1/chat/completions", only(OPENAI), Access.KEY, call),
                route("POST", "/v1/responses", only(RESPONSES), Access.KEY, call),
                route("POST", "/v1/embeddings", only(EMBEDDINGS), Access.KEY, call),
                route("POST", "/v1/messages", only(ANTHROPIC), Access.KEY, call),
                route("POST", CATALOG_MESSAGES, only(ANTHROPIC), Access.KEY, call),
                route("POST", "/v1/messages/count_tokens", only(ANTHROPIC), Access.KEY, tokens::ofMessages),
                // Google's SDKs can be set to either version.
                route("POST", "/v1beta/models/{model}:generateContent", only(GEMINI), Access.KEY, call),
                route("POST", "/v1/models/{model}:generateContent", only(GEMINI), Access.KEY, call),
                route("POST", "/v1beta/models/{model}:streamGenerateContent", STREAM, Access.KEY, call),
                route("POST", "/v1/models/{model}:streamGenerateContent", STREAM, Access.KEY, call),
                route("POST", "/v1beta/models/{model}:countTokens", only(GEMINI), Access.KEY, tokens::ofGemini),
                route("POST", "/v1/models/{model}:countTokens", only(GEMINI), Access.KEY, tokens::ofGemini),
                route("GET", "/v1beta/models", only(GEMINI), Access.KEY, models::all),
                route("GET", "/v1beta/models/{model}", only(GEMINI), Access.KEY, models::one),
                route("GET", "/v1/models", DataRoutes::guess, Access.KEY, models::all),
                route("GET", "/v1/models/{id}", DataRoutes::guess, Access.KEY, models::one),
                route("GET", "/v1/catalog", only(OPENAI), Access.KEY, models::catalog),
                route("GET", "/v1/usage", DataRoutes::guess, Access.KEY, own::usage),
                route("POST", "/v1/feedback", DataRoutes::guess, Access.KEY, own::feedback),
                route("POST", "/api/chat", only(OLLAMA_CHAT), Access.KEY, call),
                route("POST", "/api/generate", only(OLLAMA_GENERATE), Access.KEY, call),
                route("GET", "/api/tags", only(OLLAMA_CHAT), Access.KEY, models::all),
                route("POST", "/api/show", only(OLLAMA_CHAT), Access.KEY, models::shown),
                route("GET", "/api/version", only(OLLAMA_CHAT), Access.OPEN, Greeting::version),
                route("GET", "/", only(OPENAI), Access.OPEN, Greeting::root),
                route("HEAD", "/", only(OPENAI), Access.OPEN, Greeting::root),
                route("GET", "/healthz", only(OPENAI), Access.OPEN, alive),
                route("GET", "/readyz", only(OPENAI), Access.OPEN, ready));
    }

    /** The dialect of a client on a path that several share, or that does not exist. */
    static ClientDialect guess(Exchange exchange) {
        String path = exchange.path();
        if (path.startsWith("/v1/messages")
                || path.startsWith(CatalogBody.NATIVE)
                || exchange.header(AnthropicMessages.VERSION).isPresent()) {
            return ANTHROPIC;
        }
        if (path.startsWith("/api/")) {
            return OLLAMA_CHAT;
        }
        boolean google = path.startsWith("/v1beta/")
                || exchange.header("x-goog-api-key").isPresent()
                || exchange.query().containsKey("key");
        return google ? GEMINI : OPENAI;
    }

    private static Route route(
            String method,
            String path,
            Function<Exchange, ClientDialect> dialect,
            Access access,
            Route.Handler handler) {
        return new Route(method, new PathPattern(path), dialect, access, handler);
    }

    private static Function<Exchange, ClientDialect> only(ClientDialect dialect) {
        return exchange -> dialect;
    }
}
