package dev.pointsman.hostkit.secrets;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Master keys that come with the environment; who sets it also replaces them. */
final class MasterKeyVariable implements MasterKeys {

    private final MasterKey current;
    private final List<MasterKey> all = new ArrayList<>();

    /** @throws SealException when a variable holds no master key */
    MasterKeyVariable(String value, String previous) {
        this.current = parsed(VARIABLE, value);
        all.add(current);
        if (!previous.isBlank()) {
            all.add(parsed(PREVIOUS_VARIABLE, previous));
        }
    }

    @Override
    public MasterKey current() {
        return current;
    }

    @Override
    public List<MasterKey> all() {
        return List.copyOf(all);
    }

    @Override
    public String place() {
        return "$" + VARIABLE;
    }

    /** The new one stands in the variable already. */
    @Override
    public MasterKey next() {
        if (all.size() == 1) {
            throw new SealException("the master key comes from $" + VARIABLE + ": put the present one into $"
                    + PREVIOUS_VARIABLE + " and a new one (openssl rand -base64 32) into $" + VARIABLE
                    + ", restart the gateways with both, and run this again");
        }
        return current;
    }

    /** Whoever set the variables takes the previous one out. */
    @Override
    public void promote() {}

    @Override
    public <T> T alone(Supplier<T> work) {
        return work.get();
    }

    private static MasterKey parsed(String variable, String value) {
        try {
            return MasterKey.parse(value);
        } catch (IllegalArgumentException e) {
            throw new SealException(
                    "$" + variable + ": " + e.getMessage() + "; make one with: openssl rand -base64 32", e);
        }
    }
}
