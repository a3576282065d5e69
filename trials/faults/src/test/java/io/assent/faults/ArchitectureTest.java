package io.assent.faults;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.assent.faults", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule theCheckerIsPure = classes()
            .that()
            .resideInAnyPackage("..check..", "..history..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java.lang..", "java.util..", "org.jspecify..", "..check..", "..history..")
            .because("a judge who talks to the cluster can be deceived by it; collect the evidence elsewhere");

    @ArchTest
    static final ArchRule clientsUsePublicDoorsAlone = noClasses()
            .that()
            .resideInAPackage("..client..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "..observe..", "..fault..", "..agent..", "..check..")
            .because("what clients see must be what any outsider sees; ask REST or a topic");

    @ArchTest
    static final ArchRule theAgentStandsAlone = noClasses()
            .that()
            .resideInAPackage("..agent..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..check..", "..client..", "..cluster..", "..fault..", "..history..", "..observe..", "..run..")
            .because("it is loaded into the services, where nothing else of the trial is");
}
