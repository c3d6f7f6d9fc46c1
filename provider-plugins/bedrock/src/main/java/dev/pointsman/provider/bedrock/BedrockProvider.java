package dev.pointsman.provider.bedrock;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.host.Egress;
import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.host.OutboundRequest;
import dev.pointsman.api.host.Secrets;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.Credential;
import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.provider.support.AnswerStyle;
import dev.pointsman.provider.support.CredentialStyle;
import dev.pointsman.provider.support.HttpModelResponse;
import dev.pointsman.provider.support.PathSegment;
import dev.pointsman.provider.support.TraceHeaders;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sends Converse bodies as they are to the model that the path names, with an API key or signed. */
final class BedrockProvider implements ModelProvider {

    private static final AnswerStyle STYLE = AnswerStyle.bedrockConverse();
    private static final AnswerStyle LIST = AnswerStyle.bedrockControl();
    private static final SequencedSet<Dialect> DIALECTS =
            Collections.unmodifiableSequencedSet(new LinkedHashSet<>(List.of(Dialect.BEDROCK_CONVERSE)));

    private final BedrockSettings settings;
    private final Egress runtime;
    private final Optional<Egress> control;
    private final Secrets secrets;
    private final Clock clock;
    private final SignatureV4 signature;

    BedrockProvider(BedrockSettings settings, HostContext host, Clock clock) {
        this.settings = settings;
        this.runtime = host.egress(settings.runtime());
        this.control = settings.control().map(host::egress);
        this.secrets = host.secrets();
        this.clock = clock;
        this.signature = new SignatureV4(settings.region(), "bedrock");
    }

    @Override
    public SequencedSet<Dialect> dialects() {
        return DIALECTS;
    }

    /** Models that can be called by their own id, and profiles through which the others are called. */
    @Override
    public List<ModelDescriptor> models(CallContext context) {
        if (control.isEmpty() || settings.control().isEmpty()) {
            return List.of();
        }
        URI models = settings.control().get().resolve("/foundation-models");
        URI profiles = settings.control().get().resolve("/inference-profiles?maxResults=1000");
        List<ModelDescriptor> all = new ArrayList<>(list(control.get(), models, "modelSummaries", context));
        all.addAll(list(control.get(), profiles, "inferenceProfileSummaries", context));
        return List.copyOf(all);
    }

    private List<ModelDescriptor> list(Egress door, URI uri, String list, CallContext context) {
        try (HttpModelResponse answer = new HttpModelResponse(
                () -> door.prepare(finish("GET", uri, null, OutboundRequest.get(uri), context.credential())),
                LIST,
                false)) {
            return BedrockModels.read(list, answer.next());
        }
    }

    @Override
    public ModelResponse call(ModelRequest request, CallContext context) {
        if (!DIALECTS.contains(request.dialect())) {
            throw new IllegalArgumentException("takes " + DIALECTS + ", not " + request.dialect());
        }
        String method = request.streaming() ? "/converse-stream" : "/converse";
        URI uri = settings.runtime().resolve("/model/" + PathSegment.encode(request.model()) + method);
        Payload body = request.payload();
        return new HttpModelResponse(
                () -> {
                    OutboundRequest.Builder outbound = OutboundRequest.post(uri, body);
                    TraceHeaders.apply(outbound, context);
                    return runtime.prepare(finish("POST", uri, body, outbound, context.credential())
                            .connectingWithin(context.connectWithin()));
                },
                STYLE,
                request.streaming());
    }

    private OutboundRequest finish(
            String method,
            URI uri,
            @Nullable Payload body,
            OutboundRequest.Builder request,
            Optional<Credential> credential) {
        settings.headers().apply(request, secrets);
        AwsCredential.of(credential, settings, secrets).ifPresent(aws -> {
            switch (aws) {
                case AwsCredential.ApiKey bearer -> CredentialStyle.BEARER.apply(request, bearer.key());
                case AwsCredential.AccessKey key -> sign(method, uri, body, request, key);
            }
        });
        return request.build();
    }

    /** Only what no proxy on the way may change is signed. */
    private void sign(
            String method,
            URI uri,
            @Nullable Payload body,
            OutboundRequest.Builder request,
            AwsCredential.AccessKey key) {
        Map<String, String> signed = new TreeMap<>();
        signed.put("host", uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort());
        signed.put("x-amz-date", SignatureV4.time(clock.instant()));
        request.header("x-amz-date", signed.get("x-amz-date"));
        key.sessionToken().ifPresent(token -> {
            signed.put("x-amz-security-token", token.reveal());
            request.secret("x-amz-security-token", "", token);
        });
        byte[] bytes = body == null ? new byte[0] : body.array();
        request.header("authorization", signature.authorization(key, method, uri, signed, bytes));
    }
}
