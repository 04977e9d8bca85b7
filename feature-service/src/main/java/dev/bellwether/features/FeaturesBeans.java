package dev.bellwether.features;

import dev.bellwether.chassis.erasure.AccountData;
import dev.bellwether.features.storage.FeatureData;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Puts the service together.
@ApplicationScoped
class FeaturesBeans {

    @Produces
    @Singleton
    AccountData data() {
        return FeatureData.TABLES;
    }
}
