package dev.bellwether.features.service;

import static dev.bellwether.embedded.testing.Eventually.eventually;
import static dev.bellwether.embedded.testing.Eventually.eventuallyTrue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.access.BearerCredential;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.embedded.testing.BadRequests;
import dev.bellwether.embedded.testing.KafkaResource;
import dev.bellwether.embedded.testing.PostgresResource;
import dev.bellwether.features.state.Days;
import dev.bellwether.features.storage.FeatureData;
import dev.bellwether.features.testing.Facts;
import dev.bellwether.features.v1.AccountSnapshots;
import dev.bellwether.features.v1.BackfillProgress;
import dev.bellwether.features.v1.FeatureStoreGrpc;
import dev.bellwether.features.v1.Features;
import dev.bellwether.features.v1.GetBackfillProgressRequest;
import dev.bellwether.features.v1.GetFeaturesRequest;
import dev.bellwether.features.v1.ListFeatureDefinitionsRequest;
import dev.bellwether.features.v1.ListSnapshotsRequest;
import dev.bellwether.features.v1.VerifyFeaturesRequest;
import dev.bellwether.features.v1.VerifyFeaturesResponse;
import dev.bellwether.features.v1.FeatureVerificationSummary;
import dev.bellwether.features.v1.Snapshot;
import dev.bellwether.features.v1.Snapshot.Kind;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.operations.v1.ListSuspendedAccountsRequest;
import dev.bellwether.operations.v1.OperationsGrpc;
import dev.bellwether.operations.v1.ResumeAccountRequest;
import dev.bellwether.operations.v1.SuspendedAccount;
import dev.bellwether.proto.FeatureCatalogue;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URL;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The whole service, as its neighbours see it: facts and markers go in through Kafka, snapshots come out there, questions
/// are asked over gRPC.
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ServiceResource.class)
class FeatureServiceTest {

    @Inject
    World world;

    @Inject
    Database own;

    @TestHTTPResource
    URL url;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String database;

    @ConfigProperty(name = "bellwether.admin.key")
    String key;

    private ManagedChannel channel;
    private FeatureStoreGrpc.FeatureStoreBlockingStub features;
    private OperationsGrpc.OperationsBlockingStub operations;

    @BeforeEach
    void connect() {
        channel = ManagedChannelBuilder.forAddress(url.getHost(), url.getPort()).usePlaintext().intercept(BearerCredential.of(key)).build();
        features = FeatureStoreGrpc.newBlockingStub(channel);
        operations = OperationsGrpc.newBlockingStub(channel);
    }

    @AfterEach
    void disconnect() {
        channel.shutdownNow();
    }

    @Test
    void a_fact_is_published_at_once_and_can_be_queried_as_of_any_day() {
        AccountKey acme = new AccountKey("live", "acme");
        LocalDate today = world.today();
        world.happens(Facts.of("live", "acme")
                .on(today.minusDays(10)).signIn("ana").on(today).signIn("bob").started("", "Pro", "99", 4));
        Snapshot last = world.await(acme, snapshot -> snapshot.getFeatures().getMrr() == 99);
        assertThat(last.getKind()).isEqualTo(Kind.LIVE);
        assertThat(last.getAsOf()).isEqualTo(Facts.date(today.toString()));
        assertThat(last.getFeatures().getActiveUsers28()).isEqualTo(2);
        // Published before it is committed, so that nothing is lost: asking may come a moment too early.
        eventuallyTrue(() -> isKnown(acme));
        assertThat(asOf(acme, today)).isEqualTo(last.getFeatures());
        assertThat(features.getFeatures(GetFeaturesRequest.newBuilder().setName(ResourceNames.account(acme)).build()).getFeatures())
                .isEqualTo(last.getFeatures());
        Features then = asOf(acme, today.minusDays(1));
        assertThat(then.getActiveUsers28()).isEqualTo(1);
        assertThat(then.getTenureDays()).isEqualTo(9);
        assertThat(then.getMrr()).isZero();
    }

    @Test
    void questions_that_cannot_be_answered_say_why() {
        AccountKey acme = new AccountKey("questions", "acme");
        LocalDate today = world.today();
        world.happens(Facts.of("questions", "acme").on(today).signIn("ana"));
        eventuallyTrue(() -> isKnown(acme));
        assertRefused(() -> asOf(acme, today.minusDays(1)), Status.Code.NOT_FOUND, "tenants/questions/accounts/acme");
        assertRefused(() -> asOf(new AccountKey("questions", "absent"), today), Status.Code.NOT_FOUND, "absent");
        assertRefused(() -> asOf(acme, today.plusDays(1)), Status.Code.INVALID_ARGUMENT, "as_of");
        assertRefused(() -> asOf(acme, today.minusDays(401)), Status.Code.INVALID_ARGUMENT, "400");
        assertRefused(
                () -> features.getFeatures(GetFeaturesRequest.newBuilder().setName("acme").build()),
                Status.Code.INVALID_ARGUMENT,
                "tenants/{tenant}/accounts/{account}");
        assertRefused(() -> rebuild(7), Status.Code.INVALID_ARGUMENT, "log_partition");
        assertRefused(() -> asOf(new AccountKey("questions", "absent"), today), Status.Code.NOT_FOUND,
                "tenants/questions/accounts/absent has no facts up to " + today);
        assertRefused(() -> asOf(acme, today.plusDays(1)), Status.Code.INVALID_ARGUMENT, "is in the future: today is " + today);
    }

    @Test
    void an_invalid_request_is_refused_with_its_field_and_a_valid_example() {
        BadRequests.of(FeatureStoreGrpc.getServiceDescriptor(), request -> switch (request) {
            case GetFeaturesRequest _ -> GetFeaturesRequest.newBuilder().setName("tenants/t/accounts/a").build();
            case ListSnapshotsRequest _ -> ListSnapshotsRequest.newBuilder().setName("tenants/t/accounts/a").build();
            case GetBackfillProgressRequest _ -> GetBackfillProgressRequest.newBuilder().setName("tenants/t/backfills/b").build();
            default -> request;
        }).forEach(wrong -> wrong.check(channel));
    }

    @Test
    void every_feature_is_defined_as_the_contract_has_it() {
        assertThat(features.listFeatureDefinitions(ListFeatureDefinitionsRequest.getDefaultInstance()).getDefinitionsList())
                .isEqualTo(FeatureCatalogue.all()).hasSize(Features.getDescriptor().getFields().size());
    }

    @Test
    void what_the_recorder_publishes_twice_counts_once() {
        AccountKey acme = new AccountKey("twice", "acme");
        world.happens(Facts.of("twice", "acme").on(world.today()).session("ana", 60).session("ana", 60));
        world.await(acme, snapshot -> snapshot.getFeatures().getSessions28() == 2);
        world.repeat(acme);
        world.happens(Facts.of("twice", "acme").on(world.today()).signIn("last"));
        Snapshot last = world.await(acme, snapshot -> snapshot.getFeatures().getActiveUsers28() == 2);
        assertThat(last.getFeatures().getSessions28()).isEqualTo(2);
    }

    @Test
    void undecodable_records_are_set_aside_and_the_rest_continues() {
        AccountKey acme = World.account("nonsense", "a", 0);
        world.sendNonsense(0);
        world.happens(Facts.of("nonsense", acme.account()).on(world.today()).signIn("ana"));
        world.await(acme, snapshot -> snapshot.getKind() == Kind.LIVE);
    }

    @Test
    void a_day_is_closed_for_all_accounts_and_measured_against_the_peers_of_all_partitions() {
        LocalDate today = world.today();
        AccountKey one = World.account("closing", "a", 0);
        AccountKey other = World.account("closing", "b", 1);
        AccountKey enterprise = World.account("closing", "c", 1);
        world.happens(Facts.of("closing", one.account()).on(today).featureUsed("ana", "x", 10));
        world.happens(Facts.of("closing", other.account()).on(today).featureUsed("ana", "y", 30));
        world.happens(Facts.of("closing", enterprise.account()).on(today).featureUsed("ana", "z", 99).companyType(CompanyType.ENTERPRISE));
        LocalDate closed = world.dayEnds();
        Snapshot ofOne = world.await(one, snapshot -> snapshot.getKind() == Kind.CLOSING);
        Snapshot ofOther = world.await(other, snapshot -> snapshot.getKind() == Kind.CLOSING);
        Snapshot ofEnterprise = world.await(enterprise, snapshot -> snapshot.getKind() == Kind.CLOSING);
        assertThat(ofOne.getAsOf()).isEqualTo(Facts.date(closed.toString()));
        // Two peers: below the lesser are none, itself counts half: 0.5 / 2. The greater: (1 + 0.5) / 2.
        assertThat(ofOne.getFeatures().getActivity28Percentile()).isEqualTo(0.25);
        assertThat(ofOther.getFeatures().getActivity28Percentile()).isEqualTo(0.75);
        assertThat(ofEnterprise.getFeatures().getActivity28Percentile()).isEqualTo(0.5);
        // Of x and y each uses one.
        assertThat(ofOne.getFeatures().getFeatureBreadth()).isEqualTo(0.5);
        assertThat(ofOne.getFeatures().getPeerReference()).isEqualTo(Facts.date(closed.toString()));
        assertThat(asOf(one, closed)).isEqualTo(ofOne.getFeatures());
        world.dayEnds();
        Snapshot next = world.await(one, snapshot -> snapshot.getAsOf().equals(Facts.date(closed.plusDays(1).toString())));
        assertThat(next.getKind()).isEqualTo(Kind.CLOSING);
        assertThat(next.getFeatures().getDaysSinceLastActivity()).isEqualTo(1);
        assertThat(next.getFeatures().getPeerReference()).isEqualTo(Facts.date(closed.toString()));
    }

    @Test
    void a_backfill_is_closed_day_by_day_when_it_is_finished() {
        LocalDate today = world.today();
        AccountKey old = World.account("backfill", "a", 0);
        AccountKey young = World.account("backfill", "b", 1);
        AccountKey fresh = World.account("backfill", "c", 1);
        world.happens(Facts.of("backfill", old.account()).on(today.minusDays(100)).signIn("ana"), "import");
        world.happens(Facts.of("backfill", young.account()).on(today.minusDays(3)).signIn("ana").signIn("bob"), "import");
        world.happens(Facts.of("backfill", fresh.account()).on(today).signIn("ana"), "import");
        world.backfillFinished("backfill", "import");
        world.await(old, snapshot -> snapshot.getKind() == Kind.BACKFILL_LAST_CLOSING);
        world.await(young, snapshot -> snapshot.getKind() == Kind.BACKFILL_LAST_CLOSING);
        Snapshot ofFresh = world.await(fresh, _ -> true);
        assertThat(world.messages(old)).extracting(AccountSnapshots::getSnapshotsCount).containsExactly(64, 36);
        List<Snapshot> history = world.snapshots(old);
        for (int i = 0; i < 100; i++) {
            assertThat(history.get(i).getAsOf()).isEqualTo(Facts.date(today.minusDays(100 - i).toString()));
            assertThat(history.get(i).getKind()).isEqualTo(i == 99 ? Kind.BACKFILL_LAST_CLOSING : Kind.BACKFILL_CLOSING);
        }
        assertThat(world.snapshots(young)).hasSize(3);
        assertThat(ofFresh.getKind()).isEqualTo(Kind.LIVE);
        assertThat(ofFresh.getAsOf()).isEqualTo(Facts.date(today.toString()));
        eventuallyTrue(() -> progress("backfill", "import").getPartitionsClosed() == 2);
        assertThat(progress("backfill", "import").getPartitions()).isEqualTo(2);
        assertThat(progress("backfill", "another").getPartitionsClosed()).isZero();
        // The first reference is that of the very first day: one peer.
        assertThat(history.getFirst().getFeatures().getPeerReference()).isEqualTo(Facts.date(today.minusDays(100).toString()));
        assertThat(history.getLast().getFeatures().getPeerReference().getDay()).isEqualTo(1);
    }

    @Test
    void an_erased_account_is_published_once_and_deleted() {
        AccountKey acme = new AccountKey("erased", "acme");
        AccountKey after = World.account("erased", "after", World.partition(acme));
        world.happens(Facts.of("erased", "acme").on(world.today()).signIn("ana").erased().signIn("bob").erased());
        world.happens(Facts.of("erased", after.account()).on(world.today()).signIn("ana"));
        world.await(after, _ -> true);
        eventuallyTrue(() -> isKnown(after));
        assertThat(world.snapshots(acme).getLast().getKind()).isEqualTo(Kind.ERASED);
        assertThat(world.snapshots(acme).getLast().hasFeatures()).isFalse();
        assertThat(world.snapshots(acme)).filteredOn(snapshot -> snapshot.getKind() == Kind.ERASED).hasSize(1);
        assertRefused(() -> asOf(acme, world.today()), Status.Code.NOT_FOUND, "acme");
    }

    @Test
    void of_an_erased_account_nothing_is_left_and_a_rebuild_finds_no_difference_for_all_it_has_contributed_to() {
        AccountKey gone = new AccountKey("erases-all", "gone");
        int partition = World.partition(gone);
        AccountKey elsewhere = World.account("erases-all", "elsewhere", 1 - partition);
        AccountKey neighbour = World.account("erases-not", "n", partition);
        // The only one of its tenant in its partition, and part of its first references.
        world.happens(Facts.of("erases-all", "gone").on(world.today()).signIn("ana"));
        world.happens(Facts.of("erases-all", elsewhere.account()).on(world.today()).signIn("ana"));
        world.happens(Facts.of("erases-not", neighbour.account()).on(world.today()).signIn("ana"));
        LocalDate closed = world.dayEnds();
        world.await(gone, snapshot -> snapshot.getKind() == Kind.CLOSING && snapshot.getAsOf().equals(Facts.date(closed.toString())));
        eventuallyTrue(() -> rows(gone).equals(Map.of("account", 1L, "chunk", 1L)));
        world.happens(Facts.of("erases-all", "gone").on(world.today()).signIn("bob").erased());
        world.await(gone, snapshot -> snapshot.getKind() == Kind.ERASED);
        eventuallyTrue(() -> rows(gone).isEmpty());
        // Knows the references at once, since its tenant is known here: from the erased one alone.
        AccountKey later = World.account("erases-all", "later", partition);
        world.happens(Facts.of("erases-all", later.account()).on(world.today()).signIn("ana").signIn("bob"));
        world.happens(Facts.of("erases-all", "gone").on(world.today()).signIn("late"));
        Snapshot live = world.await(later, _ -> true);
        eventuallyTrue(() -> isKnown(later));
        assertThat(rows(gone)).isEmpty();
        assertThat(rows(neighbour)).containsKeys("account", "chunk");
        Map<AccountKey, List<Snapshot>> rebuilt = assertNoDifferences(partition);
        assertNoDifferences(1 - partition);
        assertThat(rebuilt).doesNotContainKey(gone);
        assertThat(rebuilt.get(later).getLast()).isEqualTo(live);
        LocalDate next = world.dayEnds();
        world.await(later, snapshot -> snapshot.getKind() == Kind.CLOSING && snapshot.getAsOf().equals(Facts.date(next.toString())));
        eventuallyTrue(() -> rebuildable(partition));
        assertNoDifferences(partition);
    }

    @Test
    void an_account_that_cannot_be_read_any_more_can_be_erased_all_the_same() throws SQLException {
        AccountKey acme = new AccountKey("erases-damaged", "acme");
        world.happens(Facts.of("erases-damaged", "acme").on(world.today()).signIn("ana"));
        LocalDate closed = world.dayEnds();
        world.await(acme, snapshot -> snapshot.getKind() == Kind.CLOSING && snapshot.getAsOf().equals(Facts.date(closed.toString())));
        eventuallyTrue(() -> rows(acme).containsKey("chunk"));
        sql("UPDATE chunk SET bytes = '\\x63' WHERE tenant = 'erases-damaged'");
        world.dayEnds();
        eventuallyTrue(() -> rows(acme).containsKey("suspended_account"));
        world.happens(Facts.of("erases-damaged", "acme").on(world.today()).signIn("bob").erased());
        world.await(acme, snapshot -> snapshot.getKind() == Kind.ERASED);
        eventuallyTrue(() -> rows(acme).isEmpty());
    }

    @Test
    void every_table_is_known_to_hold_data_of_accounts_or_to_hold_none() {
        assertThat(own.withConnection(FeatureData.TABLES::undeclared)).isEmpty();
    }

    private Map<String, Long> rows(AccountKey account) {
        return own.withConnection(sql -> FeatureData.TABLES.rows(sql, account));
    }

    /// Not in the middle of a closing.
    private boolean rebuildable(int partition) {
        try {
            rebuild(partition);
            return true;
        } catch (StatusRuntimeException halfClosed) {
            return false;
        }
    }

    @Test
    void an_account_whose_stored_state_is_damaged_waits_and_resuming_rebuilds_it() throws SQLException {
        AccountKey acme = new AccountKey("damaged", "acme");
        world.happens(Facts.of("damaged", "acme").on(world.today()).signIn("ana"));
        world.await(acme, snapshot -> snapshot.getFeatures().getActivity28() == 1);
        LocalDate closed = world.dayEnds();
        world.await(acme, snapshot -> snapshot.getKind() == Kind.CLOSING && snapshot.getAsOf().equals(Facts.date(closed.toString())));
        sql("UPDATE chunk SET bytes = '\\x63' WHERE tenant = 'damaged'");
        LocalDate missed = world.dayEnds();
        SuspendedAccount suspended = eventually(() -> operations
                .listSuspendedAccounts(ListSuspendedAccountsRequest.getDefaultInstance())
                .getAccountsList()
                .stream()
                .filter(account -> account.getName().equals(ResourceNames.account(acme)))
                .findFirst(), Optional::isPresent).orElseThrow();
        assertThat(suspended.getReason()).contains("cannot be read");
        world.happens(Facts.of("damaged", "acme").on(world.today()).signIn("bob"));
        AccountKey neighbour = World.account("damaged", "n", World.partition(acme));
        world.happens(Facts.of("damaged", neighbour.account()).on(world.today()).signIn("cy"));
        world.await(neighbour, _ -> true);
        operations.resumeAccount(ResumeAccountRequest.newBuilder().setName(ResourceNames.account(acme)).build());
        world.await(acme, snapshot -> snapshot.getKind() == Kind.CLOSING && snapshot.getAsOf().equals(Facts.date(missed.toString())));
        world.await(acme, snapshot -> snapshot.getKind() == Kind.LIVE && snapshot.getFeatures().getActivity28() == 2);
        world.happens(Facts.of("damaged", "acme").on(world.today()).signIn("dee"));
        world.await(acme, snapshot -> snapshot.getFeatures().getActivity28() == 3);
        eventuallyTrue(() -> asOf(acme, world.today()).getActiveUsers28() == 3);
        assertNoDifferences(World.partition(acme));
    }

    @Test
    void rebuilding_the_journal_gives_the_same_again() {
        LocalDate today = world.today();
        List<AccountKey> accounts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            AccountKey key = new AccountKey("rebuild", "a" + i);
            accounts.add(key);
            Facts facts = Facts.of("rebuild", key.account());
            for (int day = 40; day >= 0; day -= 1 + i % 5) {
                facts.on(today.minusDays(day)).featureUsed("u" + day % 4, "f" + (day + i) % 6, 1 + i % 3).session("u" + i, 60L * i);
            }
            world.happens(facts, i % 3 == 0 ? "import" : "");
        }
        world.backfillFinished("rebuild", "import");
        world.dayEnds();
        world.happens(Facts.of("rebuild", "a1").on(world.today()).signIn("late"));
        world.happens(Facts.of("rebuild", "late").on(world.today()).signIn("late"));
        world.await(new AccountKey("rebuild", "late"), _ -> true);
        world.await(new AccountKey("rebuild", "a1"),
                snapshot -> snapshot.getKind() == Kind.LIVE && snapshot.getAsOf().equals(Facts.date(world.today().toString())));
        for (AccountKey account : accounts) {
            world.await(account, snapshot -> snapshot.getAsOf().equals(Facts.date(today.toString())) && snapshot.getKind() == Kind.CLOSING);
        }
        eventuallyTrue(() -> isKnown(new AccountKey("rebuild", "late")));
        Snapshot lastOfFirst = world.snapshots(new AccountKey("rebuild", "a1")).getLast();
        eventuallyTrue(() -> asOf(new AccountKey("rebuild", "a1"), world.today()).getActiveUsers28()
                == lastOfFirst.getFeatures().getActiveUsers28());
        assertThat(rebuild(new AccountKey("rebuild", "unknown"))).isEmpty();
        for (int partition = 0; partition < 2; partition++) {
            Map<AccountKey, List<Snapshot>> rebuilt = assertNoDifferences(partition);
            rebuilt.forEach((account, snapshots) -> {
                if (account.tenant().equals("rebuild")) {
                    assertThat(closings(snapshots)).as("closings of " + account).isEqualTo(closings(world.snapshots(account)));
                    assertThat(snapshots.getLast()).as("the last of " + account).isEqualTo(world.snapshots(account).getLast());
                    assertThat(rebuild(account)).as("by itself, " + account).isEqualTo(snapshots);
                }
            });
            assertThat(rebuild(partition).getSummary().getDigest()).isEqualTo(rebuild(partition).getSummary().getDigest());
        }
    }

    @Test
    void a_database_that_is_lost_is_made_again_from_the_journal_and_from_what_the_log_still_has() throws SQLException {
        LocalDate today = world.today();
        List<AccountKey> accounts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            AccountKey key = new AccountKey("lost", "a" + i);
            accounts.add(key);
            world.happens(Facts.of("lost", key.account()).on(today.minusDays(35 - i)).signIn("ana").featureUsed("u" + i, "f", 1 + i),
                    i % 3 == 0 ? "import" : "");
        }
        world.backfillFinished("lost", "import");
        world.dayEnds();
        for (AccountKey account : accounts) {
            world.happens(Facts.of("lost", account.account()).on(world.today()).signIn("late"));
        }
        LocalDate closed = world.dayEnds();
        for (AccountKey account : accounts) {
            world.await(account,
                    snapshot -> snapshot.getKind() == Kind.CLOSING && snapshot.getAsOf().equals(Facts.date(closed.toString())));
        }
        eventuallyTrue(() -> rebuildable(0) && rebuildable(1));
        Map<String, List<String>> before = stored("lost");
        assertThat(before).allSatisfy((table, rows) -> assertThat(rows).as(table).isNotEmpty());
        sql("TRUNCATE applied, account, chunk, closed_tenant, backfill_closing, peer_contribution, peer_reference, erased_account, log_offset");
        world.comesOfAge(0, true);
        world.comesOfAge(1, false);
        // They find that the place in the log which they stand at is no longer theirs.
        AccountKey next = World.account("lost-next", "n", 0);
        AccountKey other = World.account("lost-next", "n", 1);
        world.happens(Facts.of("lost-next", next.account()).on(world.today()).signIn("ana"));
        world.happens(Facts.of("lost-next", other.account()).on(world.today()).signIn("ana"));
        eventuallyTrue(() -> isKnown(next) && isKnown(other));
        assertThat(stored("lost")).isEqualTo(before);
        assertNoDifferences(0);
        assertNoDifferences(1);
        // And continues.
        world.happens(Facts.of("lost", "a1").on(world.today()).signIn("later"));
        world.await(accounts.get(1), snapshot -> snapshot.getKind() == Kind.LIVE && snapshot.getFeatures().getActiveUsers28() == 2);
    }

    /// Every row that there is of a tenant.
    private Map<String, List<String>> stored(String tenant) throws SQLException {
        Map<String, List<String>> stored = new HashMap<>();
        try (var connection = DriverManager.getConnection(database, "bellwether", "bellwether"); var sql = connection.createStatement()) {
            for (String table : List.of("account", "chunk", "closed_tenant", "backfill_closing", "peer_contribution", "peer_reference")) {
                List<String> rows = new ArrayList<>();
                var found = sql.executeQuery("SELECT t::text FROM " + table + " t WHERE tenant = '" + tenant + "' ORDER BY 1");
                while (found.next()) {
                    rows.add(found.getString(1));
                }
                stored.put(table, rows);
            }
        }
        return stored;
    }

    @Test
    void a_rebuild_finds_what_has_been_tampered_with() throws SQLException {
        AccountKey acme = World.account("tampered", "a", 1);
        world.happens(Facts.of("tampered", acme.account()).on(world.today()).signIn("ana"));
        world.await(acme, _ -> true);
        eventuallyTrue(() -> isKnown(acme));
        sql("UPDATE account SET first_fact_day = first_fact_day - 1 WHERE tenant = 'tampered'");
        FeatureVerificationSummary summary = rebuild(1).getSummary();
        assertThat(summary.getDifferingAccounts()).isEqualTo(1);
        assertThat(summary.getDifferences(0)).startsWith("tampered/" + acme.account() + ": first fact ");
        sql("UPDATE account SET first_fact_day = first_fact_day + 1 WHERE tenant = 'tampered'");
        assertNoDifferences(1);
    }

    @Test
    void a_partition_in_the_middle_of_a_closing_is_not_compared() throws SQLException {
        AccountKey acme = World.account("middle", "a", 0);
        world.happens(Facts.of("middle", acme.account()).on(world.today()).signIn("ana"));
        world.await(acme, _ -> true);
        eventuallyTrue(() -> isKnown(acme));
        sql("UPDATE applied SET closing_offset = events_offset + 1 WHERE log_partition = 0");
        assertRefused(() -> rebuild(0), Status.Code.FAILED_PRECONDITION, "in the middle of a closing");
        sql("UPDATE applied SET closing_offset = events_offset WHERE log_partition = 0");
        assertNoDifferences(0);
    }

    private boolean isKnown(AccountKey account) {
        try {
            return asOf(account, world.today()).isInitialized();
        } catch (StatusRuntimeException refused) {
            assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
            return false;
        }
    }

    private Features asOf(AccountKey account, LocalDate day) {
        return features.getFeatures(GetFeaturesRequest.newBuilder()
                .setName(ResourceNames.account(account))
                .setAsOf(Days.date(Days.of(day)))
                .build())
                .getFeatures();
    }

    private BackfillProgress progress(String tenant, String backfill) {
        return features.getBackfillProgress(GetBackfillProgressRequest.newBuilder()
                .setName("tenants/" + tenant + "/backfills/" + backfill)
                .build());
    }

    private VerifyFeaturesResponse rebuild(int partition) {
        VerifyFeaturesResponse last = null;
        var answers = features.verifyFeatures(VerifyFeaturesRequest.newBuilder().setLogPartition(partition).build());
        while (answers.hasNext()) {
            last = answers.next();
        }
        return last;
    }

    private List<Snapshot> rebuild(AccountKey account) {
        return features.listSnapshots(ListSnapshotsRequest.newBuilder().setName(ResourceNames.account(account)).build())
                .getSnapshotsList().stream().flatMap(message -> message.getSnapshotsList().stream()).toList();
    }

    private Map<AccountKey, List<Snapshot>> assertNoDifferences(int partition) {
        Map<AccountKey, List<Snapshot>> rebuilt = new HashMap<>();
        FeatureVerificationSummary summary = null;
        var answers = features.verifyFeatures(VerifyFeaturesRequest.newBuilder().setLogPartition(partition).build());
        while (answers.hasNext()) {
            VerifyFeaturesResponse answer = answers.next();
            for (AccountSnapshots message : answer.getSnapshotsList()) {
                rebuilt.computeIfAbsent(new AccountKey(message.getTenant(), message.getAccount()), _ -> new ArrayList<>())
                        .addAll(message.getSnapshotsList());
            }
            summary = answer.hasSummary() ? answer.getSummary() : null;
        }
        assertThat(summary.getDifferencesList()).isEmpty();
        assertThat(summary.getDifferingAccounts()).isZero();
        assertThat(summary.getAccounts()).isPositive();
        assertThat(summary.getDigest().size()).isEqualTo(32);
        return rebuilt;
    }

    private static List<Snapshot> closings(List<Snapshot> snapshots) {
        return snapshots.stream().filter(snapshot -> snapshot.getKind() != Kind.LIVE).toList();
    }

    private void sql(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(database, "bellwether", "bellwether"); var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Status.Code code, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StatusRuntimeException.class, refused -> {
            assertThat(refused.getStatus().getCode()).isEqualTo(code);
            assertThat(refused.getStatus().getDescription()).contains(message);
        });
    }
}
