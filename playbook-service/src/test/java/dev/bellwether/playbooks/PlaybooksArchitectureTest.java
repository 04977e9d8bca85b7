package dev.bellwether.playbooks;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.bellwether.embedded.testing.ArchitectureRules;

/// Dependencies point inwards: api, then capabilities, then the aggregate.
@AnalyzeClasses(packages = "dev.bellwether.playbooks", importOptions = ArchitectureRules.MainClasses.class)
class PlaybooksArchitectureTest {
    private static final String ROOT = "dev.bellwether.playbooks";

    @ArchTest
    static final ArchTests shared = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule the_aggregate_is_pure = classes()
            .that()
            .resideInAPackage(ROOT + ".ledger")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + ".ledger",
                    ROOT + ".v1",
                    "dev.bellwether.chassis.account",
                    "dev.bellwether.chassis.aggregate",
                    "dev.bellwether.chassis.errors",
                    "com.google.protobuf..",
                    "java..");

    @ArchTest
    static final ArchRule a_playbook_knows_neither_sql_nor_the_log_but_where_it_is_stored = noClasses()
            .that()
            .resideInAPackage(ROOT + ".playbook")
            .and()
            .haveSimpleNameNotContaining("Store")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.bellwether.chassis.sql..", "io.vertx..", "org.apache.kafka..", "io.quarkus..");

    @ArchTest
    static final ArchRule capabilities_do_not_know_how_they_are_called = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + ".playbook",
                    ROOT + ".recommendation",
                    ROOT + ".trigger",
                    ROOT + ".expiry",
                    ROOT + ".delivery",
                    ROOT + ".verification")
            // Entities are what Hibernate calls.
            .and(not(annotatedWith("jakarta.persistence.Entity")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".api..", ROOT, "jakarta..", "io.quarkus..");

    @ArchTest
    static final ArchRule only_the_log_packages_know_kafka = noClasses()
            .that(resideInAPackage(ROOT + "..").and(not(resideInAPackage(ROOT + ".delivery")))
                    .and(not(resideInAPackage(ROOT + ".trigger"))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");
}
