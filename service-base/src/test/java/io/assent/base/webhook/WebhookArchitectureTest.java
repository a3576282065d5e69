package io.assent.base.webhook;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(packages = "io.assent.base", importOptions = DoNotIncludeTests.class)
class WebhookArchitectureTest {
    private static final String CORE = "io.assent.base.webhook";

    @ArchTest
    static final ArchRule theRulesOfWebhooksArePure = classes()
            .that()
            .resideInAPackage(CORE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", CORE)
            .because(
                    "what may be called and when it is tried again must be testable without a network; pass in what it needs");

    @ArchTest
    static final ArchRule theRulesDoNotAskForTheTime = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .callMethod(Instant.class, "now")
            .because("a schedule is tested by a table; hand the time in as an argument");

    @ArchTest
    static final ArchRule theStoreKnowsNothingOfSending = noClasses()
            .that()
            .resideInAPackage(CORE + ".store")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CORE + ".dispatch", "io.vertx..", "jakarta.ws.rs..")
            .because("sending uses the store, not the other way round");

    @ArchTest
    static final ArchRule onlyTheStoreSpeaksSql = noClasses()
            .that()
            .resideInAPackage(CORE + ".dispatch")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.sql..")
            .because("transactions are the store's; give it a method that says what you want");
}
