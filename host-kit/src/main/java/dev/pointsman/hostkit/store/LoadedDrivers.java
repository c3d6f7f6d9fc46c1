package dev.pointsman.hostkit.store;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drivers register themselves with the JDK for ever, which would keep the classes of an unloaded plugin. */
final class LoadedDrivers {

    private static final Logger LOG = LoggerFactory.getLogger(LoadedDrivers.class);

    private final Set<Driver> before;

    private LoadedDrivers(Set<Driver> before) {
        this.before = before;
    }

    static LoadedDrivers now() {
        return new LoadedDrivers(DriverManager.drivers().collect(Collectors.toSet()));
    }

    /** Takes out those that came since, as far as our own class loader brought them. */
    void forget() {
        List<Driver> ours = DriverManager.drivers()
                .filter(driver -> !before.contains(driver))
                .filter(driver -> driver.getClass().getClassLoader() == LoadedDrivers.class.getClassLoader())
                .toList();
        for (Driver driver : ours) {
            try {
                DriverManager.deregisterDriver(driver);
            } catch (SQLException e) {
                LOG.atWarn()
                        .addKeyValue("driver", driver.getClass().getName())
                        .addKeyValue("reason", e.getMessage())
                        .log("a database driver stays registered");
            }
        }
    }
}
