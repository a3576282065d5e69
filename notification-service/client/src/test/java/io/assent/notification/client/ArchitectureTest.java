package io.assent.notification.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.assent.notification.client", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule IT_BRINGS_LITTLE_ALONG = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.assent.notification.client..",
                    "java..",
                    "com.nimbusds.jose..",
                    "dev.failsafe..",
                    "org.jspecify..")
            .because("whoever takes the client takes its libraries along; it knows no framework and no module of the"
                    + " service");
}
