package io.assent.consent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(packages = "io.assent.consent", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] CORES = {
        "..contact..",
        "..adschoice..",
        "io.assent.consent.age..",
        "..company..",
        "..notice..",
        "..history..",
        "..receipt..",
        "io.assent.consent.webhook..",
        "..privacy..",
        "..register.."
    };

    @ArchTest
    static final ArchRule coresArePure = classes()
            .that()
            .resideInAnyPackage(CORES)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.crypto..",
                    "org.jspecify..",
                    "io.assent.proof..",
                    "io.assent.consent.contact..",
                    "io.assent.consent.adschoice..",
                    "io.assent.consent.age..",
                    "io.assent.consent.company..",
                    "io.assent.consent.notice..",
                    "io.assent.consent.history..",
                    "io.assent.consent.receipt..",
                    "io.assent.consent.webhook..",
                    "io.assent.consent.privacy..",
                    "io.assent.consent.register..")
            .because("a rule of consent must be readable and testable without a framework; pass in what it needs");

    @ArchTest
    static final ArchRule coresDoNotAskForTheTime = noClasses()
            .that()
            .resideInAnyPackage(CORES)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("a decision must come out the same in a replay; hand the time in as an argument");

    @ArchTest
    static final ArchRule nothingUsesRest = noClasses()
            .that()
            .resideOutsideOfPackage("..rest..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.assent.consent.rest..")
            .because("REST is one way in; move what is shared into a feature or the store");

    @ArchTest
    static final ArchRule theStoreKnowsNoWayIn = noClasses()
            .that()
            .resideInAPackage("..store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.assent.consent.kafka..", "jakarta.ws.rs..")
            .because("kafka and rest use the store, not the other way round");

    @ArchTest
    static final ArchRule onlyTheStoreSpeaksSql = noClasses()
            .that()
            .resideInAPackage("..rest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "jakarta.persistence..")
            .because("transactions are the store's; give it a method that says what you want");
}
