package dev.bellwether.chassis;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.bellwether.embedded.testing.ArchitectureRules;

@AnalyzeClasses(packages = "dev.bellwether.chassis", importOptions = ArchitectureRules.MainClasses.class)
class ChassisArchitectureTest {

    private static final String LOG = "dev.bellwether.chassis.log.";

    @ArchTest
    static final ArchTests shared = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule the_log_has_layers = layeredArchitecture().consideringOnlyDependenciesInLayers()
            .layer("consumer").definedBy(LOG + "consumer")
            .layer("recovery").definedBy(LOG + "recovery")
            .layer("producer").definedBy(LOG + "producer")
            .layer("checkpoint").definedBy(LOG + "checkpoint")
            .layer("clients").definedBy(LOG + "clients")
            .whereLayer("consumer").mayOnlyAccessLayers("recovery", "producer", "checkpoint", "clients")
            .whereLayer("recovery").mayOnlyAccessLayers("producer", "checkpoint", "clients")
            .whereLayer("producer").mayOnlyAccessLayers("clients")
            .whereLayer("checkpoint").mayNotAccessAnyLayer()
            .whereLayer("clients").mayNotAccessAnyLayer();
}
