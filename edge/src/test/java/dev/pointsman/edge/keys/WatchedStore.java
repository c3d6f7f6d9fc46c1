package dev.pointsman.edge.keys;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** A store that writes down every statement and parameter, and fails when it is told to, quoting what it was asked. */
final class WatchedStore {

    private final DataSource store;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private volatile boolean failing;

    WatchedStore(DataSource store) {
        this.store = store;
    }

    List<String> said() {
        return said;
    }

    void fails(boolean now) {
        this.failing = now;
    }

    DataSource dataSource() {
        return proxy(DataSource.class, store, (method, result) -> {
            if (failing) {
                ((Connection) result).close();
                throw new SQLException("the server said: near '" + String.join(" ", said) + "'");
            }
            return connection((Connection) result);
        });
    }

    private Connection connection(Connection connection) {
        return proxy(
                Connection.class,
                connection,
                (method, result) -> result instanceof PreparedStatement statement
                        ? proxy(PreparedStatement.class, statement, (inner, answer) -> answer)
                        : result);
    }

    private interface After {
        Object apply(String method, Object result) throws SQLException;
    }

    private <T> T proxy(Class<T> type, T target, After after) {
        InvocationHandler handler = (self, method, arguments) -> {
            if (arguments != null) {
                said.add(method.getName() + " " + Arrays.toString(arguments));
            }
            try {
                Object result = method.invoke(target, arguments);
                return method.getName().equals("close") ? result : after.apply(method.getName(), result);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
