package dev.pointsman.edge;

import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.control.RouterControl;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.host.ProviderDirectory;
import dev.pointsman.edge.Problem.Kind;

/** Carries a question to the router's {@link RouterControl}; its refusals become problems. Thread-safe. */
final class ControlCall {

    private final ProviderDirectory directory;
    private final FailureTable failures;

    ControlCall(ProviderDirectory directory, FailureTable failures) {
        this.directory = directory;
        this.failures = failures;
    }

    /** The answer, closed when the client leaves. The caller closes it too. */
    OpenAnswer open(ControlRequest question, Exchange exchange) throws ProblemException {
        RouterControl control = router();
        try {
            OpenAnswer answer = new OpenAnswer(ask(control, question));
            exchange.onClientGone(answer::close);
            return answer;
        } catch (ControlException e) {
            throw refused(e);
        } catch (ProviderException e) {
            throw new ProblemException(failures.problem(e.failure()));
        }
    }

    /** An answer that is one document. */
    byte[] document(ControlRequest question, Exchange exchange) throws ProblemException {
        try (OpenAnswer answer = open(question, exchange)) {
            return answer.first().payload().array();
        } catch (ProviderException e) {
            throw new ProblemException(failures.problem(e.failure()));
        }
    }

    static ProblemException refused(ControlException e) {
        return new ProblemException(Problem.of(e.status(), Kind.INVALID, e.code(), String.valueOf(e.getMessage())));
    }

    private static ModelResponse ask(RouterControl control, ControlRequest question) {
        try {
            return control.handle(question);
        } catch (ControlException | ProviderException e) {
            throw e;
        } catch (RuntimeException e) {
            throw OpenAnswer.broken(e);
        }
    }

    private RouterControl router() throws ProblemException {
        if (ModelCall.router(directory) instanceof RouterControl control) {
            return control;
        }
        throw new ProblemException(
                Problem.of(503, Kind.OVERLOADED, "no_control", "The provider \"auto\" of this host cannot be asked."));
    }
}
