package dev.bellwether.embedded.testing;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The test of a component's configuration: its defaults, every property, and the message for an invalid one. Only the given properties are
/// read.
public final class Configurations {

    private Configurations() {}

    /// @throws ConfigValidationException when a property is unknown, missing, or cannot be converted
    public static <C> C of(Class<C> mapping, Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(mapping)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(mapping);
    }

    /// A configuration in which everything is set.
    ///
    /// @param properties each sets something, and to another value than its default; what they leave out has no property
    /// @throws AssertionError when they do not
    public static <C> C full(Class<C> mapping, Map<String, String> properties) {
        C full = of(mapping, properties);
        Set<String> unset = values(mapping).map(Method::getName).collect(Collectors.toCollection(TreeSet::new));
        Set<String> required = new TreeSet<>();
        properties.keySet().forEach(property -> {
            Map<String, String> others = new HashMap<>(properties);
            others.remove(property);
            try {
                C other = of(mapping, others);
                if (!unset.removeAll(values(mapping).filter(value -> !call(value, full).equals(call(value, other))).map(Method::getName)
                        .toList())) {
                    throw new AssertionError(property + " sets nothing, or what is the default anyway");
                }
            } catch (ConfigValidationException _) {
                required.add(property);
            }
        });
        if (unset.size() != required.size()) {
            throw new AssertionError("not set, or set to the default: " + unset + "; required: " + required);
        }
        return full;
    }

    /// What stands in the log of a service that does not start for it.
    public static String refusal(Class<?> mapping, Map<String, String> properties) {
        try {
            of(mapping, properties);
        } catch (ConfigValidationException refused) {
            return refused.getMessage();
        }
        throw new AssertionError(mapping.getSimpleName() + " takes " + properties);
    }

    private static Stream<Method> values(Class<?> mapping) {
        return Arrays.stream(mapping.getDeclaredMethods()).filter(method -> Modifier.isAbstract(method.getModifiers()));
    }

    private static Object call(Method value, Object configuration) {
        try {
            value.setAccessible(true);
            return value.invoke(configuration);
        } catch (ReflectiveOperationException failure) {
            throw new AssertionError(value.getName(), failure);
        }
    }
}
