package dev.pointsman.router.attempt;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.router.dialect.AnswerReader;
import dev.pointsman.router.dialect.FrameKind;
import dev.pointsman.router.dialect.OutgoingCall;
import dev.pointsman.router.dialect.TranslationLoss;
import dev.pointsman.router.health.EndpointKey;
import dev.pointsman.router.money.Opening;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/**
 * A candidate that follows a script: each step is a frame or throws. Frames are plain words: {@code role} comes before content, {@code ping}
 * is none either, {@code end} is the terminal mark, everything else is content.
 */
final class FakeHop implements Hop {

    private final EndpointKey endpoint;
    private final CountDownLatch gone = new CountDownLatch(1);
    private final Deque<Supplier<Optional<Frame>>> script = new ArrayDeque<>();
    private int contextWindow;
    private String dropReason;
    private boolean forbidsLosses;
    private boolean committingAtOnce;
    private RuntimeException unsendable;
    private Opening opening = Opening.free();
    private Usage usage;
    private String provider;
    private boolean reasons;
    private boolean mayPanic;
    private OptionalDouble expectedCost = OptionalDouble.empty();
    private List<TranslationLoss> losses = List.of();
    private List<TranslationLoss> answerLosses = List.of();
    int prepared;
    int closed;

    FakeHop(String model) {
        this.endpoint = new EndpointKey(model + "-vendor", model);
    }

    static FakeHop answering(String model, String... words) {
        FakeHop hop = new FakeHop(model);
        for (String word : words) {
            hop.frame(word);
        }
        return hop.end();
    }

    static FakeHop failing(String model, ProviderFailure failure) {
        return new FakeHop(model).fail(failure);
    }

    FakeHop frame(String word) {
        script.add(() -> Optional.of(Frame.ofUtf8(word)));
        return this;
    }

    /** The frame comes after something else has happened. */
    FakeHop frameAfter(Runnable step, String word) {
        script.add(() -> {
            step.run();
            return Optional.of(Frame.ofUtf8(word));
        });
        return this;
    }

    /** Something happens, and then the frame comes. */
    FakeHop frame(Runnable before, String word) {
        script.add(() -> {
            before.run();
            if (closed > 0) {
                throw new ProviderException(new ProviderFailure.Cancelled());
            }
            return Optional.of(Frame.ofUtf8(word));
        });
        return this;
    }

    FakeHop end() {
        frame("end");
        script.add(Optional::empty);
        return this;
    }

    /** The vendor's frames stop without a terminal mark. */
    FakeHop cut() {
        script.add(Optional::empty);
        return this;
    }

    FakeHop fail(ProviderFailure failure) {
        script.add(() -> {
            throw new ProviderException(failure);
        });
        return this;
    }

    FakeHop then(Runnable step) {
        script.add(() -> {
            step.run();
            throw new ProviderException(new ProviderFailure.Cancelled());
        });
        return this;
    }

    FakeHop throwing(RuntimeException e) {
        script.add(() -> {
            throw e;
        });
        return this;
    }

    FakeHop contextWindow(int tokens) {
        contextWindow = tokens;
        return this;
    }

    FakeHop dropped(String reason) {
        dropReason = reason;
        return this;
    }

    /** Any first frame counts as content, as in a router that holds nothing back. */
    FakeHop committingAtOnce() {
        committingAtOnce = true;
        return this;
    }

    FakeHop opening(Opening value) {
        opening = value;
        return this;
    }

    /** What the vendor reports at the end. */
    FakeHop reporting(Usage value) {
        usage = value;
        return this;
    }

    FakeHop unsendable(RuntimeException e) {
        unsendable = e;
        return this;
    }

    FakeHop losing(String path) {
        losses = List.of(new TranslationLoss(path, "no counterpart"));
        forbidsLosses = true;
        return this;
    }

    FakeHop answerLosing(String path) {
        answerLosses = List.of(new TranslationLoss(path, "no counterpart"));
        return this;
    }

    /** Of this provider instead of one of its own. */
    FakeHop at(String name) {
        provider = name;
        return this;
    }

    /** Its model thinks. */
    FakeHop reasoning() {
        reasons = true;
        return this;
    }

    FakeHop passedInPanic() {
        mayPanic = true;
        return this;
    }

    FakeHop costing(double usd) {
        expectedCost = OptionalDouble.of(usd);
        return this;
    }

    /** Says nothing until it is closed. */
    FakeHop silent(Runnable begins) {
        script.add(() -> {
            begins.run();
            awaitClose();
            throw new ProviderException(new ProviderFailure.Cancelled());
        });
        return this;
    }

    private void awaitClose() {
        try {
            gone.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public EndpointKey endpoint() {
        return provider == null ? endpoint : new EndpointKey(provider, endpoint.model());
    }

    @Override
    public boolean reasons() {
        return reasons;
    }

    @Override
    public boolean mayPanic() {
        return mayPanic;
    }

    @Override
    public OptionalDouble expectedCost() {
        return expectedCost;
    }

    @Override
    public String credentialId() {
        return null;
    }

    @Override
    public int contextWindow() {
        return contextWindow;
    }

    @Override
    public boolean forbidsLosses() {
        return forbidsLosses;
    }

    @Override
    public boolean panic() {
        return false;
    }

    @Override
    public Optional<String> dropReason(boolean panic) {
        return Optional.ofNullable(dropReason);
    }

    @Override
    public Opening openReservation(Duration left) {
        return opening;
    }

    @Override
    public Prepared prepare(Duration deadline) {
        if (unsendable != null) {
            throw unsendable;
        }
        prepared++;
        ModelRequest request = ModelRequest.of(endpoint.model(), Dialect.OPENAI_CHAT, true, Payload.ofUtf8("{}"));
        return new Prepared(new OutgoingCall(request, List.of("model"), losses, new Words()), new Scripted());
    }

    private final class Scripted implements ModelResponse {
        @Override
        public Optional<Frame> next() {
            return script.removeFirst().get();
        }

        @Override
        public void close() {
            closed++;
            gone.countDown();
        }
    }

    private final class Words implements AnswerReader {

        private boolean content;
        private boolean terminal;
        private long characters;

        @Override
        public FrameKind read(Frame vendorFrame, Queue<Frame> clientFrames) {
            clientFrames.add(vendorFrame);
            String word = vendorFrame.payload().utf8();
            if ((word.equals("role") && !committingAtOnce) || word.equals("ping")) {
                return content ? FrameKind.FOLLOWING : FrameKind.PREAMBLE;
            }
            characters += 20;
            if (word.equals("end")) {
                terminal = true;
                return content ? FrameKind.FOLLOWING : FrameKind.PREAMBLE;
            }
            FrameKind kind = content ? FrameKind.FOLLOWING : FrameKind.CONTENT;
            content = true;
            return kind;
        }

        @Override
        public void end(Queue<Frame> clientFrames) {
            if (!terminal) {
                throw new ProviderException(new ProviderFailure.Malformed("no terminal mark"));
            }
            if (!content) {
                throw new ProviderException(new ProviderFailure.Empty());
            }
        }

        @Override
        public boolean isComplete() {
            return terminal && content;
        }

        @Override
        public Optional<Usage> usage() {
            return Optional.ofNullable(usage);
        }

        @Override
        public Optional<String> finishReason() {
            return terminal ? Optional.of("stop") : Optional.empty();
        }

        @Override
        public Optional<String> servedModel() {
            return Optional.empty();
        }

        @Override
        public long contentCharacters() {
            return characters;
        }

        @Override
        public List<TranslationLoss> losses() {
            return answerLosses;
        }
    }
}
