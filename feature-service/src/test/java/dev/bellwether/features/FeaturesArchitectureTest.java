package dev.bellwether.features;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.bellwether.embedded.testing.ArchitectureRules;

@AnalyzeClasses(packages = "dev.bellwether.features", importOptions = ArchitectureRules.MainClasses.class)
class FeaturesArchitectureTest {

    private static final String[] PURE = {
        "dev.bellwether.features.state",
        "dev.bellwether.features.peers",
        "dev.bellwether.features.calculation",
        "dev.bellwether.features.account",
        "dev.bellwether.features.closing",
        "dev.bellwether.features.fold"
    };

    @ArchTest
    static final ArchTests shared = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule the_fold_depends_on_values_only = classes().that().resideInAnyPackage(PURE)
            .should().onlyDependOnClassesThat(resideInAnyPackage(PURE)
                    .or(resideInAnyPackage(
                            "java.lang..", "java.math", "java.util..", "java.time", "java.nio.charset",
                            "com.google.protobuf..", "com.google.type",
                            "dev.bellwether.features.v1", "dev.bellwether.ingestion.v1",
                            "dev.bellwether.chassis.account", "dev.bellwether.chassis.event")));
}
