package dev.pointsman.hostkit.store;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drivers register themselves with the JDK for ever, which would keep the classes of an unloaded plugin. */
final class LoadedDrivers {

    private static final Logger LOG = LoggerFactory.getLogger(LoadedDrivers.class);

    private LoadedDrivers() {}

    /**
     * Takes out those that our own class loader brought. A pool that is opened later makes its driver by itself, and one that is
     * open has it already.
     */
    static void forget() {
        List<Driver> ours = DriverManager.drivers()
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
