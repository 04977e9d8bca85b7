package dev.bellwether.ingestion;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.bellwether.embedded.testing.ArchitectureRules;

/// Dependencies point inwards: api → capability → what is pure.
@AnalyzeClasses(packages = "dev.bellwether.ingestion", importOptions = ArchitectureRules.MainClasses.class)
class IngestionArchitectureTest {

    @ArchTest
    static final ArchTests shared = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule the_gateway_and_the_api_know_nothing_of_the_database = noClasses()
            .that().resideInAnyPackage("..ingestion.gateway..", "..ingestion.api..")
            .should().dependOnClassesThat()
            .resideInAnyPackage("io.vertx.sqlclient..", "dev.bellwether.ingestion.journal..", "dev.bellwether.ingestion.recorder..");

    @ArchTest
    static final ArchRule what_is_pure_knows_no_technology = noClasses()
            .that()
            .haveNameMatching(".*\\.(EventValidator|FactValidator|PropertiesValidator|Fields|TimeWindow|BatchTenant|EnvelopeWriter|Excerpt"
                    + "|BackfillRun|ClosingCalendar|LogRecord|LogRecordReader|MarkerIdentity|Quarantined|ReplayScope|TokenBucket|Meter|Selector|Rule|CompiledPlan|PlanReader|DefaultFacts|Words|KeyHash|KeySecret)")
            .should().dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "io.vertx..", "org.apache.kafka..", "io.grpc..");
}
