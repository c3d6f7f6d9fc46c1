package dev.pointsman.router.money;

/** A question about usage has more groups for an answer than fit into memory. The message is ours. */
public final class TooMuchUsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooMuchUsageException(int most) {
        super("there are more than " + most
                + " groups; ask for a shorter time, for fewer dimensions, or for one workspace, key or agent");
    }
}
