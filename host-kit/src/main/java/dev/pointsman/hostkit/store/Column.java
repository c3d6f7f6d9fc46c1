package dev.pointsman.hostkit.store;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** A column of a database, lower case. */
record Column(String table, String name) {

    /** Those of every table; whatever else lies in a shared database too. */
    static Set<Column> of(Connection connection) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        Set<Column> columns = new HashSet<>();
        try (ResultSet rows = database.getColumns(connection.getCatalog(), connection.getSchema(), "%", "%")) {
            while (rows.next()) {
                columns.add(new Column(
                        rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT),
                        rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT)));
            }
        }
        return columns;
    }

    @Override
    public String toString() {
        return table + "." + name;
    }
}
