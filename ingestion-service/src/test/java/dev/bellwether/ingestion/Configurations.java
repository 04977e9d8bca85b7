package dev.bellwether.ingestion;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/// A component's configuration from the properties given, and nothing else.
public final class Configurations {

    private Configurations() {}

    public static <C> C of(Class<C> mapping, Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(mapping)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(mapping);
    }
}
