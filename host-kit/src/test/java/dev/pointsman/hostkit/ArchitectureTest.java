package dev.pointsman.hostkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.pointsman.hostkit", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule knowsNoPluginAndFewLibraries = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.crypto..",
                    "javax.net.ssl..",
                    "javax.sql..",
                    "dev.pointsman.api..",
                    "dev.pointsman.hostkit..",
                    "org.pf4j..",
                    "org.slf4j..",
                    "org.jspecify..",
                    "org.apache.hc..",
                    "com.zaxxer.hikari..");

    @ArchTest
    static final ArchRule onlyTheStoreKnowsADatabase = noClasses()
            .that()
            .resideOutsideOfPackage("dev.pointsman.hostkit.store")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.zaxxer.hikari..");

    @ArchTest
    static final ArchRule onlyOwnersOfTablesSpeakSql = noClasses()
            .that()
            .resideOutsideOfPackages("dev.pointsman.hostkit.store", "dev.pointsman.hostkit.secrets")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..");

    @ArchTest
    static final ArchRule onlyTheEgressSpeaksHttp = noClasses()
            .that()
            .resideOutsideOfPackage("dev.pointsman.hostkit.egress")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.hc..", "java.net.http..", "javax.net.ssl..");

    @ArchTest
    static final ArchRule onlyPluginsKnowPf4j = noClasses()
            .that()
            .resideOutsideOfPackage("dev.pointsman.hostkit.plugins")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.pf4j..");

    @ArchTest
    static final ArchRule noHttpLibraryInASignature = noClasses()
            .that()
            .arePublic()
            .and()
            .resideInAPackage("dev.pointsman.hostkit.egress")
            .should(new PublicMembersName("org.apache.hc"));
}
