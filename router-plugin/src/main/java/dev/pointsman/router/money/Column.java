package dev.pointsman.router.money;

import dev.pointsman.api.exchange.Usage;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads a row's columns from the first to the last; the counterpart of {@link Row}. */
final class Column {

    private final ResultSet row;
    private int at;

    /** @param skipped columns that somebody else reads */
    Column(ResultSet row, int skipped) {
        this.row = row;
        this.at = skipped;
    }

    String text() throws SQLException {
        return String.valueOf(row.getString(++at));
    }

    @Nullable
    String textOrNull() throws SQLException {
        return row.getString(++at);
    }

    long number() throws SQLException {
        return row.getLong(++at);
    }

    @Nullable
    Long numberOrNull() throws SQLException {
        long value = row.getLong(++at);
        return row.wasNull() ? null : value;
    }

    /** Five columns. */
    Usage usage() throws SQLException {
        return new Usage(number(), number(), number(), number(), number());
    }
}
