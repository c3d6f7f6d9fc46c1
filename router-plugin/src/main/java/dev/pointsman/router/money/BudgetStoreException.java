package dev.pointsman.router.money;

/** The store does not answer. Whether what was asked happened is not known. */
final class BudgetStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String why;

    BudgetStoreException(Exception cause) {
        super("the store of budgets does not answer", cause);
        this.why = cause.getClass().getName();
    }

    /** The name of what was thrown; its message may quote what was written. */
    String why() {
        return why;
    }
}
