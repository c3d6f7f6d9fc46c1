package dev.pointsman.provider.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a contract class and remembers which behaviours it showed. */
final class ContractRun implements TestExecutionListener {

    private final Set<String> succeeded = new TreeSet<>();
    private final Set<String> failed = new TreeSet<>();
    private final Set<String> aborted = new TreeSet<>();

    static ContractRun of(Class<? extends ProviderContract> contract) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(contract))
                .build();
        ContractRun run = new ContractRun();
        LauncherFactory.create().execute(request, run);
        return run;
    }

    Set<String> succeeded() {
        return succeeded;
    }

    Set<String> failed() {
        return failed;
    }

    Set<String> aborted() {
        return aborted;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        // A container that fails, such as the class with its set-up, counts under its own name.
        if (!test.isTest() && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
            return;
        }
        String name = test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getMethodName())
                .orElse(test.getDisplayName());
        switch (result.getStatus()) {
            case SUCCESSFUL -> succeeded.add(name);
            case FAILED -> failed.add(name);
            case ABORTED -> aborted.add(name);
        }
    }
}
