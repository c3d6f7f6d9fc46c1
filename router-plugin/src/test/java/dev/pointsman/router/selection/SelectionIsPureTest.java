package dev.pointsman.router.selection;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class SelectionIsPureTest {

    private final JavaClasses selection = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.pointsman.router.selection");

    @Test
    void choosingAsksNoClockAndNoChance() {
        noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Math.class, "random")
                // Math.log may differ in its last bit from machine to machine, StrictMath.log may not.
                .orShould()
                .callMethod(Math.class, "log", double.class)
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, Random.class, ThreadLocalRandom.class)
                .check(selection);
    }

    @Test
    void choosingKnowsNoAttemptsNoMoneyAndNoFiles() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.pointsman.router",
                        "dev.pointsman.router.attempt..",
                        "dev.pointsman.router.control..",
                        "dev.pointsman.router.money..",
                        "java.nio.file..",
                        "java.net.http..",
                        "java.sql..",
                        "org.slf4j..")
                .check(selection);
    }
}
