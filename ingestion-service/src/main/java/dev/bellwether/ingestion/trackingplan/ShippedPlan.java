package dev.bellwether.ingestion.trackingplan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The plan of a tenant that has published none.
final class ShippedPlan {

    static final String DEFINITION = read();
    static final CompiledPlan COMPILED = PlanReader.read(DEFINITION);

    private ShippedPlan() {}

    private static String read() {
        try (InputStream in = ShippedPlan.class.getClassLoader().getResourceAsStream("trackingplans/shipped.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
