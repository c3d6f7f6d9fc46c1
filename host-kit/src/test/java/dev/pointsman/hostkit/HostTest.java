package dev.pointsman.hostkit;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.host.ConnectFailedException;
import dev.pointsman.api.host.EgressDeniedException;
import dev.pointsman.api.host.Endpoint;
import dev.pointsman.api.host.OutboundRequest;
import dev.pointsman.api.host.Secret;
import dev.pointsman.hostkit.egress.HostEgress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HostTest {

    @Test
    void lendsAClockAndATimerByItself() throws Exception {
        try (Host host = Host.builder().build()) {
            ScheduledExecutorService timer =
                    host.service(ScheduledExecutorService.class).orElseThrow();

            assertThat(timer.schedule(() -> "done", 1, MILLISECONDS).get(5, SECONDS))
                    .isEqualTo("done");
            assertThat(host.service(InstantSource.class)).isPresent();
            assertThat(host.service(DataSource.class)).isEmpty();
            assertThat(host.providers().types()).isEmpty();
        }
    }

    @Test
    void lendsWhatItWasGiven() {
        InstantSource fixed = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        try (Host host = Host.builder()
                .service(InstantSource.class, fixed)
                .secrets(reference -> Secret.of("sk-" + reference))
                .build()) {
            assertThat(host.service(InstantSource.class)).containsSame(fixed);
            assertThat(host.secrets().resolve("x").reveal()).isEqualTo("sk-x");
        }
    }

    @Test
    void closingEndsItsOwnTimerAndEgress() {
        Host host = Host.builder().build();
        ScheduledExecutorService timer =
                host.service(ScheduledExecutorService.class).orElseThrow();

        host.close();

        URI uri = URI.create("http://127.0.0.1:9/");
        assertThat(timer.isShutdown()).isTrue();
        assertThatThrownBy(() -> host.egress(new Endpoint(uri, true))
                        .prepare(OutboundRequest.get(uri).build())
                        .execute())
                .isInstanceOf(ConnectFailedException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void anEgressThatItWasGivenIsNotItsToClose() {
        URI uri = URI.create("http://127.0.0.1:8484/v1");
        try (HostEgress egress = HostEgress.create()) {
            Host host = Host.builder().egress(egress).build();
            host.client().ownAddresses(List.of(new InetSocketAddress("127.0.0.1", 8484)));
            host.close();

            assertThatThrownBy(() -> egress.egress(new Endpoint(uri, true))
                            .prepare(OutboundRequest.get(uri).build()))
                    .isInstanceOf(EgressDeniedException.class);
        }
    }
}
