package dev.pointsman.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class OwnThreadTest {

    @Test
    void runsOnAThreadThatIsNotTheCallers() {
        Thread other = OwnThread.call(Thread::currentThread);

        assertThat(other).isNotSameAs(Thread.currentThread());
        assertThat(other.isDaemon()).isTrue();
        assertThat(other.isAlive()).isFalse();
    }

    @Test
    void finishesForAnInterruptedCallerWhoStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertThat(OwnThread.call(() -> "done")).isEqualTo("done");

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void throwsWhatTheTaskThrows() {
        assertThatThrownBy(() -> OwnThread.call(() -> {
                    throw new IllegalArgumentException("as it is");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("as it is");
        assertThatThrownBy(() -> OwnThread.call(() -> {
                    throw new IOException("the port is taken");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the port is taken")
                .hasCauseInstanceOf(IOException.class);
    }
}
