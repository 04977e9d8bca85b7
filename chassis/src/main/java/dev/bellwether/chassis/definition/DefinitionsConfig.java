package dev.bellwether.chassis.definition;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// `bellwether.definitions.…`
@ConfigMapping(prefix = "bellwether.definitions")
public interface DefinitionsConfig {

    /// Whether a draft has to be approved by another person than its author before it can be published.
    @WithDefault("false")
    boolean secondPerson();
}
