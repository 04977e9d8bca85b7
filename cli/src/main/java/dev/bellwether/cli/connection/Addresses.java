package dev.bellwether.cli.connection;

import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;

/// Where the services of a platform are: host and port of each.
public record Addresses(Map<Service, String> services) {

    public static Addresses usual() {
        return new Addresses(of(service -> "localhost:" + service.port()));
    }

    private static Map<Service, String> of(java.util.function.Function<Service, String> address) {
        Map<Service, String> addresses = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            addresses.put(service, address.apply(service));
        }
        return addresses;
    }

    static Addresses from(Properties properties) {
        return new Addresses(of(service -> properties.getProperty(service.module(), "localhost:" + service.port())));
    }

    Properties properties() {
        Properties properties = new Properties();
        services.forEach((service, address) -> properties.setProperty(service.module(), address));
        return properties;
    }

    public String of(Service service) {
        return services.get(service);
    }
}
