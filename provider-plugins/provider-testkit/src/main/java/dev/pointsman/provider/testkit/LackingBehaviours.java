package dev.pointsman.provider.testkit;

import java.lang.reflect.Method;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Runs a behaviour that is named as lacking and expects it to fail: a list of excuses must not outlive its reasons. */
final class LackingBehaviours implements InvocationInterceptor {

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> test, ExtensionContext context)
            throws Throwable {
        Map<String, String> lacking = ((ProviderContract) context.getRequiredTestInstance()).lacking();
        String behaviour = test.getExecutable().getName();
        String reason = lacking.get(behaviour);
        if (reason == null) {
            invocation.proceed();
            return;
        }
        if (fails(invocation)) {
            throw new TestAbortedException("lacking: " + reason);
        }
        throw new AssertionFailedError(behaviour + " works; take it out of lacking()");
    }

    private static boolean fails(Invocation<Void> invocation) throws Throwable {
        try {
            invocation.proceed();
            return false;
        } catch (AssertionError | RuntimeException e) {
            // Both are ways of not showing the behaviour; an Error of another kind is a broken test and passes through.
            return true;
        }
    }
}
