package dev.bellwether.features;

import dev.bellwether.chassis.erasure.AccountData;
import dev.bellwether.chassis.peers.Peers;
import dev.bellwether.features.journal.JournalClient;
import dev.bellwether.features.journal.JournalReader;
import dev.bellwether.features.storage.FeatureData;
import io.grpc.ManagedChannel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
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

    @Produces
    @Singleton
    JournalReader journal(ManagedChannel ingestion) {
        return new JournalClient(ingestion);
    }

    @Produces
    @Singleton
    ManagedChannel ingestion(Peers peers) {
        return peers.ingestion();
    }

    void close(@Disposes ManagedChannel ingestion) {
        Peers.close(ingestion);
    }
}
