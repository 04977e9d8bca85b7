package dev.bellwether.ingestion;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;

/// Dependencies point inwards: api → capability → what is pure.
@AnalyzeClasses(packages = "dev.bellwether.ingestion", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule nobody_depends_on_the_api = noClasses().that().resideOutsideOfPackage("..ingestion.api..")
            .should().dependOnClassesThat().resideInAPackage("dev.bellwether.ingestion.api..");

    @ArchTest
    static final ArchRule capabilities_do_not_go_in_circles = slices()
            .matching("dev.bellwether.ingestion.(account|gateway|validation|definition|source|trackingplan|identity|erasure|segment|cloudevents|http|recorder|journal|timeline|replay|backfill|closing|marker|quarantine|resubmission)..")
            .should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_gateway_and_the_api_know_nothing_of_the_database = noClasses()
            .that().resideInAnyPackage("..ingestion.gateway..", "..ingestion.api..")
            .should().dependOnClassesThat().resideInAnyPackage("io.vertx.sqlclient..", "dev.bellwether.ingestion.journal..", "dev.bellwether.ingestion.recorder..");

    @ArchTest
    static final ArchRule what_is_pure_knows_no_technology = noClasses()
            .that().haveNameMatching(".*\\.(EventValidator|FactValidator|PropertiesValidator|Fields|TimeWindow|BatchTenant|EnvelopeWriter|Excerpt"
                    + "|BackfillRun|ClosingCalendar|LogRecord|LogRecordReader|MarkerIdentity|Quarantined|ReplayScope|TokenBucket|Meter|Selector|Rule|CompiledPlan|PlanReader|DefaultFacts|Words|KeyHash|KeySecret)")
            .should().dependOnClassesThat().resideInAnyPackage("io.quarkus..", "jakarta..", "io.vertx..", "org.apache.kafka..", "io.grpc..");

    @ArchTest
    static final ArchRule nobody_asks_a_static_clock = noClasses().should().callMethod(Instant.class, "now")
            .orShould().callMethod(LocalDate.class, "now").orShould().callMethod(System.class, "currentTimeMillis");
}
