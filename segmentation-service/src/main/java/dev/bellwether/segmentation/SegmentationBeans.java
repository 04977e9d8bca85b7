package dev.bellwether.segmentation;

import dev.bellwether.chassis.definition.DefinitionHistory;
import dev.bellwether.chassis.definition.DefinitionKinds;
import dev.bellwether.chassis.definition.DefinitionLifecycle;
import dev.bellwether.chassis.definition.DefinitionsConfig;
import dev.bellwether.chassis.erasure.AccountData;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.peers.Peers;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.store.AggregateRepository;
import dev.bellwether.chassis.store.EventStore;
import dev.bellwether.chassis.store.PostgresEventStore;
import dev.bellwether.features.v1.FeatureStoreGrpc;
import dev.bellwether.segmentation.erasure.SegmentationData;
import dev.bellwether.segmentation.evaluation.AccountStore;
import dev.bellwether.segmentation.evaluation.MissedSnapshots;
import dev.bellwether.segmentation.explanation.MembershipHistory;
import dev.bellwether.segmentation.explanation.Memberships;
import dev.bellwether.segmentation.history.MembershipCodec;
import dev.bellwether.segmentation.history.StateCodec;
import dev.bellwether.segmentation.membership.MembershipDecider;
import dev.bellwether.segmentation.scheme.SchemeKind;
import dev.bellwether.segmentation.scheme.SchemeRepository;
import dev.bellwether.segmentation.scheme.UsableScheme;
import io.grpc.ManagedChannel;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// Puts the service together. Its parts know nothing of it.
@ApplicationScoped
class SegmentationBeans {

    @Produces
    @Singleton
    AccountData data() {
        return SegmentationData.tables();
    }

    @Produces
    @Singleton
    DefinitionHistory<UsableScheme> schemes(Database database) {
        return new DefinitionHistory<>(new SchemeKind(), database);
    }

    @Produces
    @Singleton
    DefinitionLifecycle definitions(DefinitionHistory<UsableScheme> schemes, InstantSource clock, DefinitionsConfig configuration) {
        return DefinitionLifecycle.of(new DefinitionKinds(schemes), clock, configuration);
    }

    @Produces
    @Singleton
    EventStore events() {
        return new PostgresEventStore(StateCodec.SCHEMA);
    }

    @Produces
    @Singleton
    AccountStore accounts(EventStore events) {
        return new AccountStore(new AggregateRepository<>(events, new MembershipDecider(), new MembershipCodec()));
    }

    @Produces
    @Singleton
    MissedSnapshots missedSnapshots(
            SchemeRepository schemes, AccountStore accounts, KafkaSettings kafka, FeatureStoreGrpc.FeatureStoreBlockingStub features,
            InstantSource clock) {
        return new MissedSnapshots(schemes, accounts, kafka, features, clock);
    }

    @Produces
    @Singleton
    Memberships memberships(Database database) {
        return new Memberships(database);
    }

    @Produces
    @Singleton
    MembershipHistory history(Database database, EventStore events) {
        return new MembershipHistory(database, events);
    }

    @Produces
    @Singleton
    ManagedChannel features(Peers peers) {
        return peers.features();
    }

    void close(@Disposes ManagedChannel channel) {
        Peers.close(channel);
    }

    @Produces
    @Singleton
    @DefaultBean
    FeatureStoreGrpc.FeatureStoreBlockingStub featureStore(ManagedChannel channel) {
        return FeatureStoreGrpc.newBlockingStub(channel);
    }
}
