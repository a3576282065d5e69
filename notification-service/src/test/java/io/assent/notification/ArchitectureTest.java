package io.assent.notification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.assent.notification", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule THE_CORE_IS_PURE = classes()
            .that()
            .resideInAnyPackage("..dispatch..", "..delivery..", "..notification.outcome..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("..dispatch..", "..delivery..", "..notification.outcome..", "java..", "org.jspecify..")
            .because("rules are read and tested without a framework; move I/O to store, kafka or rest");

    @ArchTest
    static final ArchRule SEALING_KNOWS_JSON_ALONE = classes()
            .that()
            .resideInAPackage("..sealing..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("..sealing..", "com.fasterxml.jackson..", "java..", "org.jspecify..")
            .because("the check of a sealed body reads its header, and has no means to open it");

    @ArchTest
    static final ArchRule NOTHING_USES_REST = noClasses()
            .that()
            .resideOutsideOfPackage("..rest..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..notification.rest..")
            .because("REST is an outermost adapter; move what is shared to store or a feature package");

    @ArchTest
    static final ArchRule STORE_IS_BELOW_KAFKA = noClasses()
            .that()
            .resideInAPackage("..store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..notification.kafka..", "..notification.inbox..")
            .because("store is what kafka and rest stand on");
}
