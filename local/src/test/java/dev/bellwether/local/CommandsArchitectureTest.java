package dev.bellwether.local;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import dev.bellwether.embedded.testing.ArchitectureRules;

/// The modules that a person starts, and what they share with the services.
@AnalyzeClasses(
        packages = {"dev.bellwether.cli", "dev.bellwether.simulator", "dev.bellwether.local", "dev.bellwether.mapping",
            "dev.bellwether.embedded"},
        importOptions = ArchitectureRules.MainClasses.class)
class CommandsArchitectureTest {

    @ArchTest
    static final ArchTests shared = ArchTests.in(ArchitectureRules.class);
}
