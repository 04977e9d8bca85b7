package dev.bellwether.segmentation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;

/// Dependencies point inwards: api → capability → aggregate.
@AnalyzeClasses(packages = "dev.bellwether.segmentation", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] TECHNOLOGY = {"io.quarkus..", "jakarta..", "io.vertx..", "org.apache.kafka..", "io.grpc..", "dev.cel..",
        "dev.bellwether.chassis..", "org.eclipse.microprofile.."};

    @ArchTest
    static final ArchRule the_aggregate_knows_no_technology = noClasses()
            .that().resideInAPackage("dev.bellwether.segmentation.membership..")
            .should().dependOnClassesThat().resideInAnyPackage(TECHNOLOGY);

    @ArchTest
    static final ArchRule the_aggregate_knows_no_capability = noClasses()
            .that().resideInAPackage("dev.bellwether.segmentation.membership..")
            .should().dependOnClassesThat().resideInAnyPackage(
                    "dev.bellwether.segmentation.scheme..", "dev.bellwether.segmentation.history..",
                    "dev.bellwether.segmentation.evaluation..", "dev.bellwether.segmentation.explanation..",
                    "dev.bellwether.segmentation.redecide..", "dev.bellwether.segmentation.api..");

    @ArchTest
    static final ArchRule deciding_knows_no_technology = noClasses()
            .that().haveNameMatching(".*\\.(Evaluation|KnownAccount|Redecision|CompiledScheme|SegmentRule|Scheme)")
            .should().dependOnClassesThat().resideInAnyPackage("io.quarkus..", "jakarta..", "io.vertx..", "org.apache.kafka..", "io.grpc..");

    @ArchTest
    static final ArchRule nobody_depends_on_the_api = noClasses()
            .that().resideOutsideOfPackage("dev.bellwether.segmentation.api..")
            .should().dependOnClassesThat().resideInAPackage("dev.bellwether.segmentation.api..");

    @ArchTest
    static final ArchRule the_api_knows_nothing_of_the_database = noClasses()
            .that().resideInAPackage("dev.bellwether.segmentation.api..")
            .should().dependOnClassesThat().resideInAPackage("io.vertx.sqlclient..");

    @ArchTest
    static final ArchRule capabilities_do_not_go_in_circles =
            slices().matching("dev.bellwether.segmentation.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nobody_asks_a_static_clock = noClasses().should().callMethod(Instant.class, "now")
            .orShould().callMethod(LocalDate.class, "now").orShould().callMethod(System.class, "currentTimeMillis");
}
