package io.assent.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.assent.local", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule theOracleSharesNothingWithWhatItJudges = classes()
            .that()
            .resideInAPackage("..oracle..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "com.fasterxml.jackson..",
                    "org.jspecify..",
                    "io.assent.local.oracle..",
                    "io.assent.local.day..",
                    "io.assent.local.outcome..")
            .because(
                    "an oracle that shares code with the player or a service repeats its mistakes; write the rule again");

    @ArchTest
    static final ArchRule thePlayerUsesPublicDoorsAlone = noClasses()
            .that()
            .resideInAnyPackage("..player..", "..probe..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.assent.exactlyonce..", "java.sql..", "..oracle..", "..generate..")
            .because("what it finds must be what any outsider finds; ask REST or a topic");

    @ArchTest
    static final ArchRule nothingUsesTheCommands = noClasses()
            .that()
            .resideInAnyPackage(
                    "..player..",
                    "..stack..",
                    "..oracle..",
                    "..day..",
                    "..check..",
                    "..generate..",
                    "..outcome..",
                    "..probe..",
                    "..observe..",
                    "..verify..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..cli..")
            .because("commands are the outermost layer; move what is shared inwards");
}
