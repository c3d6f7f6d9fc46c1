package dev.pointsman.router.money;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** Binds a statement's parameters from the first to the last. */
final class Row {

    private final PreparedStatement statement;
    private int at;

    Row(PreparedStatement statement) {
        this.statement = statement;
    }

    Row text(@Nullable String value) throws SQLException {
        // PostgreSQL's text knows no NUL, and vendors' words may hold anything.
        statement.setString(++at, value == null ? null : value.replace("\0", ""));
        return this;
    }

    Row number(long value) throws SQLException {
        statement.setLong(++at, value);
        return this;
    }

    Row fraction(double value) throws SQLException {
        statement.setDouble(++at, value);
        return this;
    }

    Row numberOrNull(@Nullable Long value) throws SQLException {
        if (value == null) {
            statement.setNull(++at, Types.BIGINT);
        } else {
            statement.setLong(++at, value);
        }
        return this;
    }
}
