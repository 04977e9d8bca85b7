package dev.bellwether.features;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.bellwether.chassis.log.AccountProcessingException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class DependencyRuleTest {

    private static final String[] PURE = {
        "dev.bellwether.features.state",
        "dev.bellwether.features.peers",
        "dev.bellwether.features.calculation",
        "dev.bellwether.features.account",
        "dev.bellwether.features.closing",
        "dev.bellwether.features.fold"
    };

    private final JavaClasses service = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.bellwether.features");

    @Test
    void the_fold_knows_neither_quarkus_nor_kafka_nor_sql() {
        classes().that().resideInAnyPackage(PURE)
                .should().onlyDependOnClassesThat(resideInAnyPackage(PURE)
                        .or(resideInAnyPackage(
                                "java.lang..", "java.math", "java.util..", "java.time", "java.nio.charset",
                                "com.google.protobuf..", "com.google.type",
                                "dev.bellwether.features.v1", "dev.bellwether.ingestion.v1",
                                "dev.bellwether.chassis.account", "dev.bellwether.chassis.event"))
                        .or(type(AccountProcessingException.class)))
                .check(service);
    }

    @Test
    void nobody_asks_a_clock_but_the_one_that_is_injected() {
        noClasses().should().callMethod(Instant.class, "now")
                .orShould().callMethod(LocalDate.class, "now")
                .orShould().callMethod(Clock.class, "systemUTC")
                .orShould().callMethod(System.class, "currentTimeMillis")
                .check(service);
    }

    @Test
    void capabilities_do_not_depend_on_each_other_in_circles() {
        slices().matching("dev.bellwether.features.(*)..").should().beFreeOfCycles().check(service);
    }

    @Test
    void nobody_depends_on_the_api() {
        noClasses().that(not(resideInAPackage("dev.bellwether.features.api"))).should()
                .dependOnClassesThat().resideInAPackage("dev.bellwether.features.api")
                .check(service);
    }
}
