package dev.bellwether.playbooks;

import dev.bellwether.chassis.erasure.AccountData;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.PartitionsConfig;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.peers.Peers;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.store.AggregateRepository;
import dev.bellwether.chassis.store.PostgresEventStore;
import dev.bellwether.playbooks.delivery.RecommendationFeed;
import dev.bellwether.playbooks.erasure.PlaybookData;
import dev.bellwether.playbooks.expiry.ExpiryConfig;
import dev.bellwether.playbooks.expiry.ExpirySweeper;
import dev.bellwether.playbooks.ledger.Ledger;
import dev.bellwether.playbooks.ledger.LedgerCommand;
import dev.bellwether.playbooks.ledger.LedgerDecider;
import dev.bellwether.playbooks.ledger.LedgerEvent;
import dev.bellwether.playbooks.playbook.PlaybookCatalog;
import dev.bellwether.playbooks.playbook.PlaybookStore;
import dev.bellwether.playbooks.recommendation.LedgerCodec;
import dev.bellwether.playbooks.recommendation.RecommendationAnswers;
import dev.bellwether.playbooks.recommendation.RecommendationTable;
import dev.bellwether.playbooks.trigger.ActedMembershipTable;
import dev.bellwether.playbooks.trigger.MembershipEventReader;
import dev.bellwether.playbooks.trigger.MembershipHandlers;
import dev.bellwether.playbooks.trigger.MissedMemberships;
import dev.bellwether.playbooks.verification.RebuiltMemberships;
import dev.bellwether.playbooks.verification.RecommendationVerification;
import dev.bellwether.segmentation.v1.SegmentationGrpc;
import io.grpc.ManagedChannel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// Puts the service together. Its parts know nothing of it.
@ApplicationScoped
class PlaybooksBeans {

    @Produces
    @Singleton
    AccountData data() {
        return PlaybookData.tables();
    }

    @Produces
    @Singleton
    PlaybookCatalog catalog(InstantSource clock) {
        return new PlaybookStore().open(clock.instant());
    }

    @Produces
    @Singleton
    RecommendationTable table(PartitionsConfig partitions) {
        return new RecommendationTable(partitions.count());
    }

    @Produces
    @Singleton
    ActedMembershipTable acted() {
        return new ActedMembershipTable();
    }

    @Produces
    @Singleton
    AggregateRepository<LedgerCommand, Ledger, LedgerEvent> ledgers(RecommendationTable table) {
        return new AggregateRepository<>(
                new PostgresEventStore(LedgerCodec.SNAPSHOT_SCHEMA), new LedgerDecider(), new LedgerCodec(), table::write);
    }

    @Produces
    @Singleton
    MembershipHandlers memberships(
            PlaybookCatalog catalog, AggregateRepository<LedgerCommand, Ledger, LedgerEvent> ledgers, ActedMembershipTable acted,
            InstantSource clock, Publishing publishing) {
        return new MembershipHandlers(catalog, ledgers, acted, clock, publishing::wake);
    }

    @Produces
    @Singleton
    MissedMemberships missed(MembershipHandlers handlers, KafkaSettings kafka, ManagedChannel segmentation) {
        return new MissedMemberships(handlers, kafka, new MembershipEventReader(SegmentationGrpc.newBlockingStub(segmentation)));
    }

    @Produces
    @Singleton
    RecommendationAnswers answers(Database database, AggregateRepository<LedgerCommand, Ledger, LedgerEvent> ledgers,
            RecommendationTable table, Publishing publishing) {
        return new RecommendationAnswers(database, ledgers, table, publishing::wake);
    }

    @Produces
    @Singleton
    ExpirySweeper sweeper(
            Database database,
            AggregateRepository<LedgerCommand, Ledger, LedgerEvent> ledgers,
            RecommendationTable table,
            InstantSource clock,
            Publishing publishing,
            ExpiryConfig config) {
        return new ExpirySweeper(database, ledgers, table, clock, config.interval(), config.batch(), publishing::wake);
    }

    void close(@Disposes ExpirySweeper sweeper) {
        sweeper.close();
    }

    @Produces
    @Singleton
    RecommendationFeed feed(KafkaSettings kafka, PartitionsConfig partitions) {
        Topics.ensure(kafka, partitions.count(), Topics.PLAYBOOKS);
        return RecommendationFeed.start(kafka, Topics.PLAYBOOKS, partitions.count());
    }

    void close(@Disposes RecommendationFeed feed) {
        feed.close();
    }

    @Produces
    @Singleton
    ManagedChannel segmentation(Peers peers) {
        return peers.segmentation();
    }

    void close(@Disposes ManagedChannel segmentation) {
        Peers.close(segmentation);
    }

    @Produces
    @Singleton
    RebuiltMemberships memberships(ManagedChannel segmentation) {
        return new RebuiltMemberships(segmentation);
    }

    @Produces
    @Singleton
    RecommendationVerification verifier(
            Database database,
            AggregateRepository<LedgerCommand, Ledger, LedgerEvent> ledgers,
            RecommendationTable table,
            ActedMembershipTable acted,
            PlaybookCatalog catalog,
            RebuiltMemberships memberships) {
        return new RecommendationVerification(database, ledgers, table, acted, catalog, memberships);
    }
}
