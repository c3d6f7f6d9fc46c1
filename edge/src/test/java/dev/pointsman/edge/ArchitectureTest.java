package dev.pointsman.edge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.pointsman.edge", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyTheBindingKnowsTheServer = noClasses()
            .that()
            .resideOutsideOfPackage("dev.pointsman.edge.vertx..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty..");

    @ArchTest
    static final ArchRule theDoorKnowsTheContractAndAParser = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.crypto..",
                    "javax.sql..",
                    "org.jspecify..",
                    "org.slf4j..",
                    "com.fasterxml.jackson.core..",
                    "io.vertx..",
                    "io.netty..",
                    "dev.pointsman.api..",
                    "dev.pointsman.edge..");

    /** A table has one owner: decision 0015. */
    @ArchTest
    static final ArchRule onlyOwnersOfTablesSpeakSql = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.pointsman.edge.keys..", "dev.pointsman.edge.audit..", "dev.pointsman.edge.idempotency..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..");

    @ArchTest
    static final ArchRule keysKnowNothingOfDoors = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.pointsman.edge.keys..", "dev.pointsman.edge.audit..", "dev.pointsman.edge.idempotency..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.pointsman.edge", "dev.pointsman.edge.vertx..");
}
