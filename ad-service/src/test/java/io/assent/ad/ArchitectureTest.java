package io.assent.ad;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.assent.ad", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule THE_CORE_IS_PURE = classes()
            .that()
            .resideInAnyPackage("..campaign..", "..feed..", "..token..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("..campaign..", "..feed..", "..token..", "java..", "org.jspecify..", "javax.crypto..")
            .because("what may be shown is read and tested without a framework; move I/O to store, kafka or rest");

    @ArchTest
    static final ArchRule NOTHING_USES_REST = noClasses()
            .that()
            .resideOutsideOfPackage("..rest..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..ad.rest..")
            .because("REST is an outermost adapter; move what is shared to store or a feature package");

    @ArchTest
    static final ArchRule STORE_IS_BELOW_KAFKA = noClasses()
            .that()
            .resideInAPackage("..store..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..ad.kafka..")
            .because("store is what kafka and rest stand on");
}
