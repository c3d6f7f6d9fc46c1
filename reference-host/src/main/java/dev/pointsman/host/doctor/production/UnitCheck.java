package dev.pointsman.host.doctor.production;

import dev.pointsman.host.doctor.production.Outcome.Flaw;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks at the systemd service that starts the gateway, installed or given; systemd itself is not needed. */
sealed interface UnitCheck extends ProductionCheck {

    /** Adds what is wrong. */
    void judge(UnitFile unit, List<Flaw> flaws);

    /** What there is to say when nothing is. */
    String found();

    @Override
    default Outcome look(Installation installation) {
        if (installation.unit().isEmpty()) {
            return Outcome.unknown("no pointsman.service is installed; install docs/pointsman.service, or name yours"
                    + " with --unit FILE");
        }
        Path path = installation.unit().get();
        try {
            List<Flaw> flaws = new ArrayList<>();
            judge(UnitFile.read(path), flaws);
            return Outcome.of(flaws, found() + " (" + path + ")");
        } catch (IOException e) {
            return Outcome.unknown(path + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static Flaw flaw(UnitFile unit, String message, String line) {
        return new Flaw(unit.path().toString(), message, line + "   # in [Service]");
    }

    /**
     * What ends is started again, and what runs may end.
     *
     * @param drain seconds that running requests get to end in
     */
    record Restarts(long drain) implements UnitCheck {

        @Override
        public String id() {
            return "unit-restarts";
        }

        @Override
        public String found() {
            return "is started again when it fails, and may end its requests";
        }

        @Override
        public void judge(UnitFile unit, List<Flaw> flaws) {
            if (!List.of("on-failure", "always").contains(unit.value("Restart"))) {
                flaws.add(flaw(unit, "nobody starts it again when it fails", "Restart=on-failure"));
            }
            if (!List.of("", "sigterm", "15").contains(unit.value("KillSignal"))) {
                flaws.add(flaw(unit, "it is not ended by SIGTERM, which lets requests end", "KillSignal=SIGTERM"));
            }
            // Unset it is systemd's 90 seconds.
            if (!unit.value("TimeoutStopSec").isEmpty() && unit.seconds("TimeoutStopSec") < drain) {
                flaws.add(flaw(unit, "running answers are cut off before they may end", "TimeoutStopSec=45"));
            }
            if (unit.seconds("WatchdogSec") > 0) {
                flaws.add(flaw(unit, "it would be killed for not speaking to a watchdog", "WatchdogSec=0"));
            }
        }
    }

    /** It runs as a user that may do nothing else. */
    record Hardened() implements UnitCheck {

        @Override
        public String id() {
            return "unit-hardened";
        }

        @Override
        public String found() {
            return "runs as a user of its own that sees nothing else";
        }

        @Override
        public void judge(UnitFile unit, List<Flaw> flaws) {
            boolean own = unit.isOn("DynamicUser")
                    || !unit.value("User").isEmpty() && !List.of("root", "0").contains(unit.value("User"));
            if (!own) {
                flaws.add(flaw(unit, "it runs as root", "User=pointsman"));
            }
            if (!unit.isOn("NoNewPrivileges")) {
                flaws.add(flaw(unit, "it may gain privileges", "NoNewPrivileges=yes"));
            }
            if (!List.of("strict", "full").contains(unit.value("ProtectSystem"))) {
                flaws.add(flaw(unit, "it may write where programs lie", "ProtectSystem=strict"));
            }
            if (!unit.isOn("ProtectHome") && !List.of("read-only", "tmpfs").contains(unit.value("ProtectHome"))) {
                flaws.add(flaw(unit, "it sees people's home folders", "ProtectHome=yes"));
            }
            if (!unit.isOn("PrivateTmp") && !unit.value("PrivateTmp").equals("disconnected")) {
                flaws.add(flaw(unit, "it shares /tmp with others", "PrivateTmp=yes"));
            }
            if (!unit.value("UMask").matches("0?[0-7]?77")) {
                flaws.add(flaw(unit, "others can read what it writes", "UMask=0077"));
            }
        }
    }
}
