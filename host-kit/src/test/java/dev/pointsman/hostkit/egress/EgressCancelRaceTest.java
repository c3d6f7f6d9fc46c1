package dev.pointsman.hostkit.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.host.CallClosedException;
import dev.pointsman.api.host.Egress;
import dev.pointsman.api.host.Endpoint;
import dev.pointsman.api.host.OutboundCall;
import dev.pointsman.api.host.OutboundRequest;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closes calls at moments that nobody chose: each ends with its answer or as closed, and no connection is lost. */
@Timeout(60)
class EgressCancelRaceTest {

    private static final int CALLS = 1500;

    @Test
    void everyCallEndsAndEveryConnectionIsAccountedFor() throws Exception {
        Random random = new Random(8484);
        int answered = 0;
        int closed = 0;
        try (FakeVendor vendor = FakeVendor.answering(FakeVendor.ok("hello"));
                HostEgress egress = HostEgress.builder()
                        .names(host -> List.of(InetAddress.getLoopbackAddress()))
                        .build()) {
            String url = "http://vendor.example:" + vendor.port() + "/v1";
            Egress bound = egress.egress(new Endpoint(URI.create(url), true));
            for (int i = 0; i < CALLS; i++) {
                OutboundCall call = bound.prepare(OutboundRequest.post(URI.create(url), Payload.ofUtf8("{}"))
                        .build());
                Running<byte[]> running =
                        Running.start(() -> call.execute().body().readAllBytes());
                long until = System.nanoTime() + random.nextInt(600_000);
                while (System.nanoTime() < until) {
                    Thread.onSpinWait();
                }
                call.close();
                try {
                    assertThat(running.get()).hasSize(5);
                    answered++;
                } catch (ExecutionException e) {
                    assertThat(e.getCause()).isInstanceOf(CallClosedException.class);
                    closed++;
                }
            }

            assertThat(answered).isPositive();
            assertThat(closed).isPositive();
            assertThat(egress.busyConnections()).isZero();
        }
    }
}
