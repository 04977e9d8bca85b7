package dev.bellwether.segmentation;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.bellwether.embedded.testing.ArchitectureRules;

/// Dependencies point inwards: api → capability → aggregate.
@AnalyzeClasses(packages = "dev.bellwether.segmentation", importOptions = ArchitectureRules.MainClasses.class)
class SegmentationArchitectureTest {

    private static final String[] TECHNOLOGY = {"io.quarkus..", "jakarta..", "io.vertx..", "org.apache.kafka..", "io.grpc..", "dev.cel..",
        "dev.bellwether.chassis..", "org.eclipse.microprofile.."};

    @ArchTest
    static final ArchTests shared = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule the_aggregate_knows_no_technology = noClasses()
            .that().resideInAPackage("dev.bellwether.segmentation.membership..")
            .should().dependOnClassesThat(resideInAnyPackage(TECHNOLOGY)
                    .and(not(resideInAnyPackage("dev.bellwether.chassis.account", "dev.bellwether.chassis.aggregate"))));

    @ArchTest
    static final ArchRule the_aggregate_knows_no_capability = noClasses()
            .that().resideInAPackage("dev.bellwether.segmentation.membership..")
            .should().dependOnClassesThat().resideInAnyPackage(
                    "dev.bellwether.segmentation.scheme..", "dev.bellwether.segmentation.history..",
                    "dev.bellwether.segmentation.evaluation..", "dev.bellwether.segmentation.explanation..",
                    "dev.bellwether.segmentation.verification..", "dev.bellwether.segmentation.api..");

    @ArchTest
    static final ArchRule deciding_knows_no_technology = noClasses()
            .that().haveNameMatching(".*\\.(Evaluation|EvaluatedAccount|MembershipRebuild|CompiledScheme|SegmentRule|Scheme)")
            .should().dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "io.vertx..", "org.apache.kafka..", "io.grpc..");

    @ArchTest
    static final ArchRule the_api_knows_nothing_of_the_database = noClasses()
            .that().resideInAPackage("dev.bellwether.segmentation.api..")
            .should().dependOnClassesThat().resideInAPackage("io.vertx.sqlclient..");
}
