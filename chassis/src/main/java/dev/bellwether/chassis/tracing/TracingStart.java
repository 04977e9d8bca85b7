package dev.bellwether.chassis.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

/// Sets up what [Spans#tracer] gives, before anything works that would ask for it: who asks too early makes it impossible.
@ApplicationScoped
class TracingStart {

    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent started, OpenTelemetry tracing) {
        tracing.getPropagators();
    }
}
