package dev.pointsman.router.money;

import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.catalog.Price;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Money that is really held. */
final class HeldReservation implements Reservation {

    private final Claim claim;
    private final Price price;
    private final Consumer<Closing> close;
    private final AtomicBoolean ended = new AtomicBoolean();

    HeldReservation(Claim claim, Price price, Consumer<Closing> close) {
        this.claim = claim;
        this.price = price;
        this.close = close;
    }

    @Override
    public void settled(Usage reported, @Nullable Long vendorMicros) {
        end(closing(reported, vendorMicros));
    }

    @Override
    public void unreported() {
        end(Closing.unreported(claim));
    }

    @Override
    public void voided() {
        end(Closing.voided(claim));
    }

    private Closing closing(Usage reported, @Nullable Long vendorMicros) {
        try {
            return Closing.settled(claim, price.microsFor(reported), vendorMicros);
        } catch (ArithmeticException e) {
            // No vendor counts that many tokens: its figure is no figure.
            return Closing.unreported(claim);
        }
    }

    private void end(Closing closing) {
        if (ended.compareAndSet(false, true)) {
            close.accept(closing);
        }
    }
}
