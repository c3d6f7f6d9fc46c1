package dev.pointsman.router;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may see whom inside the router: downwards only. */
@AnalyzeClasses(packages = "dev.pointsman.router", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROUTER = "dev.pointsman.router";

    /** Rooms that look down on others; every other room stands on the contract and its own neighbours. */
    private static final String[] UPPER = {
        ROUTER,
        ROUTER + ".attempt..",
        ROUTER + ".selection..",
        ROUTER + ".analysis..",
        ROUTER + ".control..",
        ROUTER + ".telemetry.."
    };

    @ArchTest
    static final ArchRule noRoomStandsOnItself =
            slices().matching(ROUTER + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nobodyKnowsTheRouterItself = noClasses()
            .that()
            .resideInAPackage(ROUTER + ".*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROUTER)
            .because("the path of a request is told in one place");

    @ArchTest
    static final ArchRule lowerRoomsDoNotLookUp = noClasses()
            .that()
            .resideOutsideOfPackages(UPPER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(UPPER);

    @ArchTest
    static final ArchRule choosingAndTryingDoNotKnowEachOther = noClasses()
            .that()
            .resideInAPackage(ROUTER + ".attempt..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROUTER + ".selection..", ROUTER + ".control..", ROUTER + ".analysis..");

    @ArchTest
    static final ArchRule choosingKnowsNobodyBesideIt = noClasses()
            .that()
            .resideInAPackage(ROUTER + ".selection..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROUTER + ".attempt..", ROUTER + ".control..", ROUTER + ".analysis..");

    @ArchTest
    static final ArchRule configKnowsTheContractAlone = classes()
            .that()
            .resideInAPackage(ROUTER + ".config..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "dev.pointsman.api..", ROUTER + ".config..");

    @ArchTest
    static final ArchRule onlyTheDialectsDoorKnowsTheirRooms = noClasses()
            .that(resideInAPackage(ROUTER + "..")
                    .and(not(resideInAPackage(ROUTER + ".dialect.*..").or(simpleName("Dialects")))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROUTER + ".dialect.*..");

    @ArchTest
    static final ArchRule noDialectKnowsAnother =
            slices().matching(ROUTER + ".dialect.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule onlyHealthImportsResilience4j = only("health", "io.github.resilience4j..");

    @ArchTest
    static final ArchRule onlyMoneyImportsJdbc = only("money", "java.sql..", "javax.sql..");

    @ArchTest
    static final ArchRule onlyTelemetryImportsMicrometer = only("telemetry", "io.micrometer..");

    @ArchTest
    static final ArchRule noVendorAndNoHost = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.pointsman.provider..",
                    "dev.pointsman.host..",
                    "dev.pointsman.hostkit..",
                    "dev.pointsman.edge..");

    private static ArchRule only(String room, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(ROUTER + "." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }
}
