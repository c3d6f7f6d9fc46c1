package dev.pointsman.provider.testkit;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.ContextTooLong;
import dev.pointsman.api.failure.ProviderFailure.InvalidRequest;
import dev.pointsman.api.failure.ProviderFailure.Malformed;
import dev.pointsman.api.failure.ProviderFailure.Overloaded;
import dev.pointsman.api.host.CallClosedException;
import dev.pointsman.api.host.ConnectFailedException;
import dev.pointsman.api.host.Egress;
import dev.pointsman.api.host.OutboundCall;
import dev.pointsman.api.host.OutboundRequest;
import dev.pointsman.api.host.OutboundResponse;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.api.provider.ModelProvider;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** A bug for each behaviour of the contract: what somebody may really get wrong, and nothing else. */
final class PlantedBugs {

    private static final Map<String, Bug> BUGS = new LinkedHashMap<>();

    static {
        answers();
        cancelling();
        statuses();
        brokenAnswers();
        discretion();
    }

    private PlantedBugs() {}

    static Map<String, Bug> all() {
        return BUGS;
    }

    private static void answers() {
        BUGS.put("handsOutFramesInTheirOrderToTheTerminalMark", frames(PlantedBugs::swapped));
        BUGS.put("keepsThePayloadsBytesAsTheyAre", frames(replacing("1.0e+2", "100.0")));
        BUGS.put("readsUtf8ThatTheNetworkCutAnywhere", bodies((request, piece) -> decodedPieceByPiece(piece)));
        BUGS.put("readsLinesThatEndInCrLf", bodies((request, piece) -> piece.replace('\r', ' ')));
        BUGS.put("readsDataWithoutASpaceBehindTheColon", bodies((request, piece) -> piece.replace("data:{", "odd:{")));
        BUGS.put("joinsTheLinesOfOneEvent", bodies((request, piece) -> piece.replace("\ndata: 2,", "\nodd: 2,")));
        BUGS.put("leavesOutComments", bodies((request, piece) -> piece.replace(": keep-alive", "data: {}")));
        BUGS.put("handsOutAFrameBeforeTheNextIsSent", new Bug() {
            @Override
            void handingOut(Frame frame, ModelResponse response) {
                if (has(frame, "\"gated\"")) {
                    response.next();
                }
            }
        });
        BUGS.put("leavesTheConnectionToTheNextCall", new Bug() {
            private volatile boolean kept;

            @Override
            void handingOut(Frame frame, ModelResponse response) {
                kept |= has(frame, "\"kept\"");
                if (kept && has(frame, "[DONE]")) {
                    response.close();
                    kept = false;
                }
            }
        });
        BUGS.put("answersAWholeBodyAsOneFrame", frames(replacing("\"Hello\"", "\"hello\"")));
        BUGS.put("endsAgainAndAgain", new Bug() {
            @Override
            Optional<Frame> endedAgain() {
                throw new IllegalStateException("ended already");
            }
        });
        BUGS.put("passesUsageThrough", frames(replacing("\"new_usage\":1,", "")));
        BUGS.put("tellsTheVendorsRateLimits", headers(headers -> without(headers, "x-ratelimit-remaining-requests")));
        BUGS.put("tellsTheVendorsRequestId", headers(headers -> without(headers, "x-request-id")));
        BUGS.put("listsTheVendorsModels", new Bug() {
            @Override
            ModelProvider provider(ModelProvider good, URI vendor) {
                return new OtherProvider(good, vendor) {
                    @Override
                    public List<ModelDescriptor> models(CallContext context) {
                        return List.of();
                    }
                };
            }
        });
        BUGS.put("takesItsDialect", new Bug() {
            @Override
            ModelProvider provider(ModelProvider good, URI vendor) {
                return new OtherProvider(good, vendor) {
                    @Override
                    public SequencedSet<Dialect> dialects() {
                        return new LinkedHashSet<>(List.of(Dialect.OPENAI_EMBEDDINGS));
                    }
                };
            }
        });
    }

    private static void cancelling() {
        BUGS.put("callDoesNoInputOrOutput", new Bug() {
            @Override
            ModelProvider provider(ModelProvider good, URI vendor) {
                return new OtherProvider(good, vendor) {
                    @Override
                    void beforeCall(URI at) {
                        connectEagerly(at);
                    }
                };
            }
        });
        BUGS.put(
                "cancelsWhileConnecting",
                deafTo((request, body) -> request.uri().getScheme().equals("https")));
        BUGS.put("cancelsWhileWaitingForHeaders", deafTo((request, body) -> body == null && !isStreaming(request)));
        BUGS.put("cancelsWhileWaitingForTheFirstFrame", deafTo((request, body) -> "".equals(body)));
        BUGS.put("cancelsWhileReading", deafTo((request, body) -> body != null && body.contains("\"reading\"")));
        BUGS.put("cancelsWhileOnlyCommentsCome", deafTo((request, body) -> body != null && body.startsWith(": ping")));
        BUGS.put("closeDoesNotWaitBehindAStalledRead", new Bug() {
            @Override
            void closed(int times, List<Frame> before) {
                if (before.stream().anyMatch(frame -> has(frame, "\"stalled\""))) {
                    awaitUninterrupted(600);
                }
            }
        });
        BUGS.put("closesFromManyThreadsManyTimes", new Bug() {
            @Override
            void closed(int times, List<Frame> before) {
                if (times > 4) {
                    throw new IllegalStateException("closed already");
                }
            }
        });
        BUGS.put("closeEndsTheConnection", deafTo((request, body) -> body != null && body.contains("\"leaving\"")));
    }

    private static void statuses() {
        BUGS.put("tellsAnInvalidRequest", status(422, 500));
        BUGS.put(
                "tellsAPromptThatIsTooLong",
                failures(failure -> failure instanceof ContextTooLong ? new InvalidRequest(400, null) : failure));
        BUGS.put("tellsARejectedCredential", status(401, 500));
        BUGS.put("tellsAForbiddenCredential", status(403, 500));
        BUGS.put("tellsAnEmptyAccount", status(402, 401));
        BUGS.put("tellsAnUnknownModel", status(404, 500));
        BUGS.put("tellsARateLimitWithoutATime", headers(headers -> with(headers, "retry-after", "60", null)));
        BUGS.put("tellsARateLimitAndWhenToComeBack", headers(headers -> with(headers, "retry-after", "700", "7")));
        BUGS.put("ignoresATimeThatCannotBeRead", headers(headers -> with(headers, "retry-after", "60", "soon")));
        BUGS.put("tellsABrokenVendor", status(500, 400));
        BUGS.put("tellsAnOverloadedVendor", status(504, 400));
        BUGS.put("tellsTheStatusBesideTheFailure", new Bug() {
            @Override
            void failed(ProviderException failure, List<Frame> before, boolean again) {
                throw new ProviderException(failure.failure());
            }
        });
        BUGS.put("failsAgainWithTheSameFailure", new Bug() {
            @Override
            void failed(ProviderException failure, List<Frame> before, boolean again) {
                if (!again) {
                    throw failure;
                }
            }
        });
        BUGS.put("followsNoRedirect", new Bug() {
            @Override
            OutboundResponse execute(Egress egress, OutboundRequest request, OutboundCall call) throws IOException {
                OutboundResponse response = call.execute();
                return response.status() == 302 ? followed(response) : response;
            }
        });
        BUGS.put("sendsOneRequestForOneCall", new Bug() {
            @Override
            OutboundResponse execute(Egress egress, OutboundRequest request, OutboundCall call) throws IOException {
                OutboundResponse response = call.execute();
                return response.status() == 503 ? egress.prepare(request).execute() : response;
            }
        });
    }

    private static void brokenAnswers() {
        BUGS.put("tellsAConnectionThatIsRefused", answering404(ConnectFailedException.class::isInstance));
        BUGS.put(
                "tellsAConnectionThatIsResetBeforeTheAnswer",
                answering404(failure ->
                        !(failure instanceof ConnectFailedException) && !(failure instanceof CallClosedException)));
        BUGS.put(
                "tellsAConnectionThatIsResetWithinTheAnswer",
                endsInsteadOf((failure, before) -> failure instanceof Malformed && last(before, "\"reset\"")));
        BUGS.put(
                "tellsAConnectionThatEndsWithinAnEvent",
                endsInsteadOf((failure, before) -> failure instanceof Malformed && before.size() == 1));
        BUGS.put(
                "tellsAnAnswerThatEndsBeforeItsTerminalMark",
                endsInsteadOf((failure, before) -> failure instanceof Malformed && last(before, "\"endless\"")));
        BUGS.put(
                "tellsAnErrorInsideAStream",
                endsInsteadOf((failure, before) -> failure instanceof Overloaded && before.size() == 1));
        BUGS.put(
                "tellsAnErrorThatSaysItIsFine",
                bodies((request, piece) -> isStreaming(request)
                        ? piece
                        : piece.replace("Provider returned error", "").replace("\"error\"", "\"x\"")));
        BUGS.put(
                "tellsAnErrorBodyWhereAStreamWasAskedFor",
                bodies((request, piece) ->
                        isStreaming(request) && piece.startsWith("{") ? piece.replace("\"error\"", "\"x\"") : piece));
        BUGS.put("tellsAFrameThatIsNoJson", bodies((request, piece) -> piece.replace("tru\n", "true}\n")));
        BUGS.put(
                "tellsHalfAnAnswer",
                bodies((request, piece) ->
                        piece.startsWith("{\"id\":\"chatcmpl-1\"") && !piece.endsWith("}") ? "{}" : piece));
        BUGS.put("tellsAPageInsteadOfAnAnswer", bodies((request, piece) -> piece.startsWith("<!") ? "{}" : piece));
        BUGS.put(
                "doesNotReadALineWithoutEnd",
                bodies((request, piece) -> piece.equals("data: ")
                        ? "data: {}\n\ndata: [DONE]\n\n"
                        : piece.startsWith("xxxx") ? "" : piece));
        BUGS.put("doesNotInflateABomb", new Bug() {
            @Override
            String body(OutboundRequest request, String piece) {
                return piece.startsWith("\0\0\0\0") ? "" : piece;
            }

            @Override
            String bodyFailed(IOException failure) throws IOException {
                if (String.valueOf(failure.getMessage()).contains("inflates")) {
                    return "{}";
                }
                throw failure;
            }
        });
    }

    private static void discretion() {
        BUGS.put(
                "sendsTheBodyAsItIs",
                requests(request -> copy(
                        request,
                        Payload.ofUtf8(
                                request.body().map(Payload::utf8).orElse("").replace('\t', ' ')))));
        BUGS.put(
                "sendsTheCredentialInItsHeaderAndNowhereElse",
                requests(
                        request -> hasCredential(request) ? adding(request, "x-debug", ContractHost.SECRET) : request));
        BUGS.put(
                "sendsNoCredentialWhereTheCallHasNone",
                requests(request ->
                        hasCredential(request) ? request : adding(request, "x-api-key", ContractHost.SECRET)));
        BUGS.put(
                "forwardsNoHeaderOfTheClientThatItDoesNotKnow", requests(request -> adding(request, "x-unknown", "1")));
        BUGS.put(
                "sendsAlongWhereTheAttemptStandsInATraceAndNothingElseOfItsContext",
                requests(request -> isTraced(request) ? adding(request, "x-request-id", "req_1") : request));
        BUGS.put("keepsTheSecretOutOfLogsAndExceptions", requests(request -> {
            for (OutboundRequest.Header header : request.headers()) {
                LoggerFactory.getLogger(PlantedBugs.class).debug("sending {}", header.value());
            }
            return request;
        }));
        BUGS.put(
                "tellsTheVendorsWordsToTheCallerAlone",
                failures(failure -> failure instanceof InvalidRequest invalid
                        ? new InvalidRequest(invalid.status(), null)
                        : failure));
        BUGS.put("keepsTheVendorsWordsOutOfOtherFailures", new Bug() {
            private volatile String words = "";

            @Override
            String body(OutboundRequest request, String piece) {
                words = piece.contains(DiscretionBehaviours.WORDS) ? piece : "";
                return piece;
            }

            @Override
            void failed(ProviderException failure, List<Frame> before, boolean again) {
                boolean invalid = failure.failure() instanceof InvalidRequest;
                throw words.isEmpty() || invalid
                        ? failure
                        : new ProviderException(failure.failure(), new IOException("the vendor said " + words));
            }
        });
        BUGS.put("namesASettingThatItDoesNotKnow", new Bug() {
            @Override
            Map<String, Object> settings(Map<String, Object> values) {
                Map<String, Object> known = new HashMap<>(values);
                known.remove("baseURL");
                return known;
            }
        });
    }

    private static Bug frames(UnaryOperator<Frame> change) {
        return new Bug() {
            @Override
            Frame frame(Frame frame) {
                return change.apply(frame);
            }
        };
    }

    private static Bug bodies(BiFunction<OutboundRequest, String, String> change) {
        return new Bug() {
            @Override
            String body(OutboundRequest request, String piece) {
                return change.apply(request, piece);
            }
        };
    }

    private static Bug requests(UnaryOperator<OutboundRequest> change) {
        return new Bug() {
            @Override
            OutboundRequest request(OutboundRequest request) {
                return change.apply(request);
            }
        };
    }

    private static Bug deafTo(BiPredicate<OutboundRequest, @Nullable String> when) {
        return new Bug() {
            @Override
            boolean ignoresClose(OutboundRequest request, @Nullable String body) {
                return when.test(request, body);
            }
        };
    }

    private static Bug status(int answered, int taken) {
        return new Bug() {
            @Override
            OutboundResponse execute(Egress egress, OutboundRequest request, OutboundCall call) throws IOException {
                OutboundResponse response = call.execute();
                int status = response.status() == answered ? taken : response.status();
                return new OutboundResponse(status, response.headers(), response.body());
            }
        };
    }

    private static Bug headers(UnaryOperator<Map<String, List<String>>> change) {
        return new Bug() {
            @Override
            OutboundResponse execute(Egress egress, OutboundRequest request, OutboundCall call) throws IOException {
                OutboundResponse response = call.execute();
                return new OutboundResponse(response.status(), change.apply(response.headers()), response.body());
            }
        };
    }

    private static Bug failures(UnaryOperator<ProviderFailure> change) {
        return new Bug() {
            @Override
            void failed(ProviderException failure, List<Frame> before, boolean again) {
                throw new ProviderException(
                        change.apply(failure.failure()),
                        failure.upstreamStatus().orElse(null),
                        null);
            }
        };
    }

    private static Bug endsInsteadOf(BiPredicate<ProviderFailure, List<Frame>> when) {
        return new Bug() {
            @Override
            void failed(ProviderException failure, List<Frame> before, boolean again) {
                if (!when.test(failure.failure(), before)) {
                    throw failure;
                }
            }
        };
    }

    private static Bug answering404(Predicate<IOException> when) {
        return new Bug() {
            @Override
            OutboundResponse execute(Egress egress, OutboundRequest request, OutboundCall call) throws IOException {
                try {
                    return call.execute();
                } catch (IOException e) {
                    if (when.test(e)) {
                        return new OutboundResponse(404, Map.of(), InputStream.nullInputStream());
                    }
                    throw e;
                }
            }
        };
    }

    private static Frame swapped(Frame frame) {
        String json = frame.payload().utf8();
        String other =
                json.contains("\"two\"") ? json.replace("\"two\"", "\"three\"") : json.replace("\"three\"", "\"two\"");
        return new Frame(frame.name(), Payload.ofUtf8(other));
    }

    private static UnaryOperator<Frame> replacing(String text, String by) {
        return frame ->
                new Frame(frame.name(), Payload.ofUtf8(frame.payload().utf8().replace(text, by)));
    }

    private static String decodedPieceByPiece(String piece) {
        byte[] bytes = piece.getBytes(StandardCharsets.ISO_8859_1);
        byte[] decoded = new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        return new String(decoded, StandardCharsets.ISO_8859_1);
    }

    private static boolean has(Frame frame, String text) {
        return frame.payload().utf8().contains(text);
    }

    private static boolean last(List<Frame> frames, String text) {
        return !frames.isEmpty() && has(frames.getLast(), text);
    }

    private static boolean isStreaming(OutboundRequest request) {
        return request.headers().stream().anyMatch(header -> header.value().equals("text/event-stream"));
    }

    private static boolean isTraced(OutboundRequest request) {
        return request.headers().stream().anyMatch(header -> header.name().equals("traceparent"));
    }

    private static boolean hasCredential(OutboundRequest request) {
        return request.headers().stream().anyMatch(header -> header.name().equals("authorization"));
    }

    private static OutboundRequest adding(OutboundRequest request, String name, String value) {
        return builder(request, request.body().orElse(null)).header(name, value).build();
    }

    private static OutboundRequest copy(OutboundRequest request, Payload body) {
        return builder(request, body).build();
    }

    private static OutboundRequest.Builder builder(OutboundRequest request, @Nullable Payload body) {
        OutboundRequest.Builder builder = request.method().equals("GET") || body == null
                ? OutboundRequest.get(request.uri())
                : OutboundRequest.post(request.uri(), body);
        request.headers().stream()
                .filter(header -> !header.name().equals("content-type"))
                .forEach(header -> builder.header(header.name(), header.value()));
        return builder;
    }

    private static Map<String, List<String>> without(Map<String, List<String>> headers, String name) {
        Map<String, List<String>> others = new HashMap<>(headers);
        others.remove(name);
        return others;
    }

    /** Sets a header where it had exactly this value, or where it was absent. */
    private static Map<String, List<String>> with(
            Map<String, List<String>> headers, String name, String value, @Nullable String instead) {
        List<String> there = headers.get(name);
        if (instead == null ? there != null : !List.of(instead).equals(there)) {
            return headers;
        }
        Map<String, List<String>> changed = new HashMap<>(headers);
        changed.put(name, List.of(value));
        return changed;
    }

    private static OutboundResponse followed(OutboundResponse redirect) throws IOException {
        URI target = URI.create(redirect.header("location").orElseThrow());
        HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection();
        return new OutboundResponse(connection.getResponseCode(), Map.of(), connection.getInputStream());
    }

    private static void connectEagerly(URI vendor) {
        try (Socket socket = new Socket(vendor.getHost(), vendor.getPort())) {
            socket.setTcpNoDelay(true);
        } catch (IOException e) {
            // Some behaviours have a vendor that refuses connections; the bug is in trying.
            return;
        }
    }

    private static void awaitUninterrupted(long millis) {
        try {
            if (new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody opens this latch");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
