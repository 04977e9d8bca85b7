package dev.bellwether.segmentation;

import static dev.bellwether.embedded.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.rpc.BadRequest;
import dev.bellwether.chassis.access.BearerCredential;
import dev.bellwether.chassis.definition.ClosedDays;
import dev.bellwether.chassis.definition.DefinitionHistory;
import dev.bellwether.chassis.definition.kind.TextDigest;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.definitions.v1.CreateDefinitionRequest;
import dev.bellwether.definitions.v1.Definition;
import dev.bellwether.definitions.v1.DefinitionsGrpc;
import dev.bellwether.definitions.v1.DeleteDraftRequest;
import dev.bellwether.definitions.v1.Draft;
import dev.bellwether.definitions.v1.GetDefinitionRequest;
import dev.bellwether.definitions.v1.GetRevisionRequest;
import dev.bellwether.definitions.v1.ListDefinitionsRequest;
import dev.bellwether.definitions.v1.ListRevisionsRequest;
import dev.bellwether.definitions.v1.PlannedChange;
import dev.bellwether.definitions.v1.PlannedChange.Action;
import dev.bellwether.definitions.v1.Problem;
import dev.bellwether.definitions.v1.PublishDefinitionsResponse;
import dev.bellwether.definitions.v1.Revision;
import dev.bellwether.embedded.testing.KafkaResource;
import dev.bellwether.embedded.testing.PostgresResource;
import dev.bellwether.segmentation.scheme.SchemeKind;
import dev.bellwether.segmentation.scheme.UsableScheme;
import dev.bellwether.segmentation.v1.GetSchemeRequest;
import dev.bellwether.segmentation.v1.SegmentationGrpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The life cycle of definitions as a client meets it, with the lifecycle scheme as the definition. Each test has a tenant of its own.
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
class SchemeDefinitionTest {

    private static final String SHIPPED = SchemeKind.shippedText();
    private static final String LONGER = SHIPPED.replace("tenure_days < 30.0", "tenure_days < 45.0");
    private static final String LONGEST = SHIPPED.replace("tenure_days < 30.0", "tenure_days < 60.0");

    @TestHTTPResource
    URL service;

    @Inject
    Database database;

    @Inject
    DefinitionHistory<UsableScheme> history;

    @Inject
    InstantSource clock;

    @ConfigProperty(name = "bellwether.admin.key")
    String key;

    private ManagedChannel channel;

    @BeforeEach
    void connect() {
        channel = ManagedChannelBuilder.forAddress(service.getHost(), service.getPort()).usePlaintext()
                .intercept(BearerCredential.of(key)).build();
    }

    @AfterEach
    void disconnect() {
        channel.shutdownNow();
    }

    @Test
    void a_tenant_starts_with_the_shipped_scheme_in_force_from_the_beginning() {
        DefinitionCalls acme = tenant("starts");
        Definition scheme = acme.get();
        assertThat(scheme.getTitle()).isEqualTo("Lifecycle");
        assertThat(scheme.getInForce()).isEqualTo(1);
        assertThat(scheme.hasDraft()).isFalse();
        assertThat(scheme.getNewerShippedText()).isEmpty();
        assertThat(scheme.getPublished().getText()).isEqualTo(SHIPPED);
        assertThat(scheme.getPublished().getAuthor()).isEqualTo("shipped");
        assertThat(scheme.getPublished().hasFirstDay()).isFalse();
        assertThat(acme.definitions().listDefinitions(ListDefinitionsRequest.newBuilder().setParent("tenants/starts/schemes").build())
                .getDefinitionsList()).singleElement().satisfies(each -> {
                    assertThat(each.getName()).isEqualTo(acme.name());
                    assertThat(each.getPublished().getText()).isEmpty();
                });
    }

    @Test
    void a_draft_is_edited_checked_published_superseded_and_read_back() {
        DefinitionCalls acme = tenant("cycle");
        Definition begun = acme.edit(LONGER, "");
        assertThat(begun.getDraft().getBaseRevision()).isEqualTo(1);
        assertThat(begun.getDraft().getAuthor()).isEqualTo("the admin key");
        Definition edited = acme.edit(LONGEST, begun.getDraft().getEtag());
        assertThat(edited.getDraft().getText()).isEqualTo(LONGEST);
        assertThat(edited.getPublished().getRevision()).isEqualTo(1);
        assertThat(acme.check(LONGEST)).filteredOn(problem -> problem.getSeverity() == Problem.Severity.ERROR).isEmpty();

        PublishDefinitionsResponse published =
                acme.publish(acme.publication(acme.change().setDraft(true)).setReason("two months").setPlaysAct(true));
        assertThat(published.getFirstDay()).isEqualTo(Dates.date(today()));
        PlannedChange change = published.getChanges(0);
        assertThat(change.getAction()).isEqualTo(Action.UPDATE);
        assertThat(change.getFromRevision()).isEqualTo(1);
        assertThat(change.getToRevision()).isEqualTo(2);
        assertThat(change.getDiff()).startsWith("--- a/schemes/lifecycle.yaml\n+++ b/schemes/lifecycle.yaml\n@@ ")
                .contains("\n-      tenure_days < 30.0\n+      tenure_days < 60.0\n");
        assertThat(acme.get().hasDraft()).isFalse();
        assertThat(acme.get().getInForce()).isEqualTo(2);

        acme.publish(LONGER);
        assertThat(acme.revisions()).extracting(Revision::getRevision).containsExactly(3, 2, 1);
        Revision second = acme.revision(2);
        assertThat(second.getText()).isEqualTo(LONGEST);
        assertThat(second.getDigest()).isEqualTo(TextDigest.of(LONGEST));
        assertThat(second.getReason()).isEqualTo("two months");
        assertThat(second.getPlaysAct()).isTrue();
        assertThat(second.getFirstDay()).isEqualTo(Dates.date(today()));
        assertThat(acme.revision(1).getText()).isEqualTo(SHIPPED);
        assertThat(actions("cycle")).containsExactly("DRAFT_CREATED 1 1", "DRAFT_CHANGED 1 1", "PUBLISHED 1 2", "PUBLISHED 2 3");
        // The same revisions, as decisions name them.
        assertThat(SegmentationGrpc.newBlockingStub(channel)
                .getScheme(GetSchemeRequest.newBuilder().setName("tenants/cycle/schemes/lifecycle/versions/2").build()).getRulesList())
                .anySatisfy(rule -> assertThat(rule.getEnter()).contains("tenure_days < 60.0"));
    }

    @Test
    void publishing_what_is_in_force_does_nothing() {
        DefinitionCalls acme = tenant("again");
        assertThat(acme.publish(SHIPPED).getAction()).isEqualTo(Action.NONE);
        assertThat(acme.publish(LONGER, 1).getToRevision()).isEqualTo(2);
        // The same call once more, as when its answer was lost: on its old base, and with a first day that may be closed by then.
        close("again", today());
        PlannedChange repeated = acme.publish(LONGER, 1);
        assertThat(repeated.getAction()).isEqualTo(Action.NONE);
        assertThat(repeated.getDiff()).isEmpty();
        assertThat(acme.revisions()).hasSize(2);
    }

    @Test
    void a_plan_alone_stores_nothing_and_says_what_would_be_done() {
        DefinitionCalls acme = tenant("plans");
        PublishDefinitionsResponse plan = acme.publish(acme.publication(acme.change().setText(LONGER)).setValidateOnly(true));
        assertThat(plan.getChanges(0).getToRevision()).isEqualTo(2);
        assertThat(plan.getChanges(0).getDiff()).contains("+      tenure_days < 45.0\n");
        assertThat(acme.revisions()).hasSize(1);
        assertThat(actions("plans")).isEmpty();
    }

    @Test
    void of_two_who_publish_on_one_base_the_second_is_refused_with_both_revisions_named() {
        DefinitionCalls acme = tenant("bases");
        acme.publish(LONGER, 1);
        assertThatThrownBy(() -> acme.publish(LONGEST, 1)).satisfies(code(Code.ABORTED))
                .hasMessageContaining("tenants/bases/schemes/lifecycle has revision 2 of 20")
                .hasMessageContaining("by the admin key, and the change was made from revision 1");
        assertThat(acme.get().getInForce()).isEqualTo(2);
        assertThat(acme.publish(LONGEST, 2).getToRevision()).isEqualTo(3);
    }

    @Test
    void of_many_who_publish_at_once_one_wins() throws Exception {
        DefinitionCalls acme = tenant("races");
        List<Callable<String>> publishers = new ArrayList<>();
        for (int i = 31; i < 39; i++) {
            String text = SHIPPED.replace("tenure_days < 30.0", "tenure_days < " + i + ".0");
            publishers.add(() -> {
                try {
                    return acme.publish(text, 1).getAction().name();
                } catch (StatusRuntimeException refused) {
                    return refused.getStatus().getCode().name();
                }
            });
        }
        List<String> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> answer : threads.invokeAll(publishers)) {
                answers.add(answer.get(60, TimeUnit.SECONDS));
            }
        }
        assertThat(answers).containsOnlyOnce("UPDATE");
        assertThat(answers.stream().filter("ABORTED"::equals)).hasSize(7);
        assertThat(acme.revisions()).hasSize(2);
    }

    @Test
    void all_problems_are_told_at_once_with_their_places() {
        DefinitionCalls acme = tenant("mistakes");
        String wrong = SHIPPED.replace("tenure_days < 30.0", "tenure_dayz < 30.0").replace("cancelled == 1.0", "canceled == 1.0");
        List<Problem> problems = acme.check(wrong);
        assertThat(problems).hasSizeGreaterThanOrEqualTo(4).allSatisfy(problem -> {
            assertThat(problem.getName()).isEqualTo(acme.name());
            assertThat(problem.getSeverity()).isEqualTo(Problem.Severity.ERROR);
            assertThat(problem.getLine()).isPositive();
            assertThat(problem.getColumn()).isPositive();
            assertThat(problem.getMessage()).isNotEmpty();
        });
        assertThatThrownBy(() -> acme.publish(wrong)).satisfies(code(Code.INVALID_ARGUMENT)).satisfies(refused -> {
            List<BadRequest.FieldViolation> violations = badRequest(refused).getFieldViolationsList();
            assertThat(violations).hasSize(problems.size())
                    .allSatisfy(violation -> assertThat(violation.getField()).isEqualTo("changes[0].text"));
        });
        assertThat(acme.revisions()).hasSize(1);
    }

    @Test
    void a_day_that_is_closed_keeps_its_rules() {
        DefinitionCalls acme = tenant("closed");
        close("closed", today());
        assertThatThrownBy(() -> acme.publish(LONGER)).satisfies(code(Code.FAILED_PRECONDITION))
                .hasMessageContaining(today() + " is closed for tenant 'closed'")
                .hasMessageContaining("The first day can be " + today().plusDays(1) + ", or later");
        assertThatThrownBy(() -> acme.publish(acme.publication(acme.change().setText(LONGER)).setValidateOnly(true)))
                .satisfies(code(Code.FAILED_PRECONDITION));
        PublishDefinitionsResponse later =
                acme.publish(acme.publication(acme.change().setText(LONGER)).setFirstDay(Dates.date(today().plusDays(1))));
        assertThat(later.getChanges(0).getToRevision()).isEqualTo(2);
        assertThat(acme.get().getInForce()).isEqualTo(1);
        assertThat(acme.get().getPublished().getRevision()).isEqualTo(2);
        // Another tenant's days are its own.
        assertThat(tenant("closed-not").publish(LONGER).getToRevision()).isEqualTo(2);
    }

    @Test
    void what_takes_force_earlier_supersedes_what_was_to_come() {
        DefinitionCalls acme = tenant("later");
        acme.publish(acme.publication(acme.change().setText(LONGER)).setFirstDay(Dates.date(today().plusDays(9))));
        PlannedChange change =
                acme.publish(acme.publication(acme.change().setText(LONGEST)).setFirstDay(Dates.date(today().plusDays(4)))).getChanges(0);
        assertThat(change.getSupersededBeforeForceList()).containsExactly(2);
        assertThat(acme.get().getInForce()).isEqualTo(1);
        assertThat(history.now().inForce("later", "lifecycle", today().plusDays(30)).orElseThrow().revision().number()).isEqualTo(3);
    }

    @Test
    void a_revert_publishes_an_earlier_text_as_a_new_revision() {
        DefinitionCalls acme = tenant("reverts");
        acme.publish(LONGER);
        PublishDefinitionsResponse back = acme.revert(1);
        assertThat(back.getChanges(0).getToRevision()).isEqualTo(3);
        Revision third = acme.revision(3);
        assertThat(third.getText()).isEqualTo(SHIPPED);
        assertThat(third.getRevertsTo()).isEqualTo(1);
        assertThat(third.getReason()).isEqualTo("too many at risk");
        assertThat(third.getAuthor()).isEqualTo("shipped");
        assertThat(third.getPublisher()).isEqualTo("the admin key");
        assertThat(acme.revert(1).getChanges(0).getAction()).isEqualTo(Action.NONE);
        assertThatThrownBy(() -> acme.revert(7)).satisfies(code(Code.NOT_FOUND)).hasMessageContaining("has no revision 7");
    }

    @Test
    void the_scheme_cannot_be_retired() {
        DefinitionCalls acme = tenant("retires");
        assertThatThrownBy(() -> acme.publish(acme.publication(acme.change().setRetire(true)))).satisfies(code(Code.FAILED_PRECONDITION))
                .hasMessageContaining("cannot be retired");
    }

    @Test
    void who_has_read_an_older_draft_does_not_overwrite_a_newer_one() {
        DefinitionCalls acme = tenant("etags");
        String read = acme.edit(LONGER, "").getDraft().getEtag();
        acme.edit(LONGEST, read);
        assertThatThrownBy(() -> acme.edit(SHIPPED, read)).satisfies(code(Code.ABORTED)).hasMessageContaining("read it again");
        assertThatThrownBy(() -> acme.edit(SHIPPED, "")).satisfies(code(Code.ABORTED)).hasMessageContaining("give its etag");
        DeleteDraftRequest.Builder delete = DeleteDraftRequest.newBuilder().setName(acme.name());
        assertThatThrownBy(() -> acme.definitions().deleteDraft(delete.setEtag(read).build())).satisfies(code(Code.ABORTED));
        acme.definitions().deleteDraft(delete.setEtag("").build());
        assertThat(acme.get().hasDraft()).isFalse();
        assertThatThrownBy(() -> acme.definitions().deleteDraft(delete.build())).satisfies(code(Code.NOT_FOUND));
    }

    @Test
    void a_draft_of_an_earlier_base_is_not_published_over_a_newer_revision() {
        DefinitionCalls acme = tenant("drafts");
        acme.edit(LONGER, "");
        acme.publish(LONGEST);
        assertThatThrownBy(() -> acme.publish(acme.publication(acme.change().setDraft(true)))).satisfies(code(Code.ABORTED));
        assertThat(acme.publish(acme.publication(acme.change().setDraft(true).setBaseRevision(2))).getChanges(0).getToRevision())
                .isEqualTo(3);
    }

    @Test
    void only_its_own_ids_kinds_and_names_are_taken() {
        DefinitionCalls acme = tenant("names");
        CreateDefinitionRequest.Builder create = CreateDefinitionRequest.newBuilder().setParent("tenants/names/schemes")
                .setDefinition(Definition.newBuilder().setDraft(Draft.newBuilder().setText(SHIPPED)));
        assertThatThrownBy(() -> acme.definitions().createDefinition(create.setDefinitionId("lifecycle").build()))
                .satisfies(code(Code.ALREADY_EXISTS));
        assertThatThrownBy(() -> acme.definitions().createDefinition(create.setDefinitionId("other").build()))
                .satisfies(code(Code.INVALID_ARGUMENT)).hasMessageContaining("the one scheme is called 'lifecycle', not 'other'");
        assertThatThrownBy(() -> acme.definitions().getDefinition(
                GetDefinitionRequest.newBuilder().setName("tenants/names/plays/save").build()))
                .satisfies(code(Code.INVALID_ARGUMENT)).hasMessageContaining("no kind is called 'plays' here; this service has: schemes");
        assertThatThrownBy(
                () -> acme.definitions().getRevision(GetRevisionRequest.newBuilder().setName(acme.name() + "/revisions/x").build()))
                .satisfies(code(Code.INVALID_ARGUMENT));
        assertThatThrownBy(() -> acme.publish(acme.publication(acme.change().setText(LONGER)).addChanges(acme.change().setText(SHIPPED))))
                .satisfies(code(Code.INVALID_ARGUMENT)).hasMessageContaining("is in changes[0].name already");
        assertThatThrownBy(() -> acme.publish(acme.publication(acme.change()))).satisfies(code(Code.INVALID_ARGUMENT))
                .hasMessageContaining("changes[0].change: is required: one of text, draft, retire");
    }

    @Test
    void tenants_never_meet() {
        DefinitionCalls acme = tenant("meets");
        DefinitionCalls other = tenant("meets-not");
        acme.publish(LONGER);
        acme.edit(LONGEST, "");
        assertThat(other.get().getInForce()).isEqualTo(1);
        assertThat(other.get().hasDraft()).isFalse();
        assertThat(other.revisions()).hasSize(1);
        // Whose data a call is about is checked by its parent, so each name has to be of it.
        assertThatThrownBy(() -> other.publish(other.publication(acme.change().setText(LONGEST)))).satisfies(code(Code.INVALID_ARGUMENT))
                .hasMessageContaining("tenants/meets/schemes/lifecycle is not of tenants/meets-not");
    }

    @Test
    void a_stranger_is_refused() {
        ManagedChannel strangers = ManagedChannelBuilder.forAddress(service.getHost(), service.getPort()).usePlaintext().build();
        try {
            DefinitionCalls stranger = new DefinitionCalls(DefinitionsGrpc.newBlockingStub(strangers), "acme");
            assertThatThrownBy(stranger::get).satisfies(code(Code.UNAUTHENTICATED));
            assertThatThrownBy(() -> stranger.publish(LONGER)).satisfies(code(Code.UNAUTHENTICATED));
        } finally {
            strangers.shutdownNow();
        }
    }

    @Test
    void a_crash_in_the_middle_of_publishing_leaves_the_old_revision_in_force_whole() {
        DefinitionCalls acme = tenant("crashes");
        acme.edit(LONGER, "");
        // The last row of the transaction is not taken: all of it is rolled back.
        database.withConnection(sql -> sql.execute("ALTER TABLE definition_audit ADD CONSTRAINT fails "
                + "CHECK (tenant <> 'crashes' OR action <> 'PUBLISHED') NOT VALID"));
        try {
            assertThatThrownBy(() -> acme.publish(acme.publication(acme.change().setDraft(true)))).satisfies(code(Code.INTERNAL));
        } finally {
            database.withConnection(sql -> sql.execute("ALTER TABLE definition_audit DROP CONSTRAINT fails"));
        }
        assertThat(acme.get().getInForce()).isEqualTo(1);
        assertThat(acme.get().getDraft().getText()).isEqualTo(LONGER);
        assertThat(acme.revisions()).hasSize(1);
        assertThat(acme.publish(acme.publication(acme.change().setDraft(true))).getChanges(0).getToRevision()).isEqualTo(2);
    }

    @Test
    void a_publication_waits_for_batches_that_are_being_decided_and_sees_the_days_that_they_close() throws Exception {
        DefinitionCalls acme = tenant("batches");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<PlannedChange> publishing = database.inTransaction(batch -> {
                history.sharedBy(batch);
                Future<PlannedChange> waiting = threads.submit(() -> acme.publish(LONGER));
                eventually(() -> assertThat(waitingPublishers()).hasSize(1));
                ClosedDays.write(batch, 5, Map.of("batches", today()));
                return waiting;
            });
            assertThatThrownBy(() -> publishing.get(60, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("FAILED_PRECONDITION: " + today() + " is closed for tenant 'batches'");
        }
        assertThat(acme.revisions()).hasSize(1);
    }

    @Test
    void a_publisher_that_is_killed_leaves_the_old_revision_in_force_and_keeps_no_batch_waiting() throws Exception {
        DefinitionCalls acme = tenant("killed");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<PlannedChange> publishing = database.inTransaction(batch -> {
                history.sharedBy(batch);
                Future<PlannedChange> waiting = threads.submit(() -> acme.publish(LONGER));
                eventually(() -> assertThat(waitingPublishers()).hasSize(1));
                waitingPublishers().forEach(pid -> database.withConnection(
                        sql -> sql.execute("SELECT pg_terminate_backend($1)", Tuple.of(pid))));
                return waiting;
            });
            assertThatThrownBy(() -> publishing.get(60, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        }
        assertThat(database.<Long>inTransaction(batch -> history.sharedBy(batch).publications())).isPositive();
        assertThat(acme.get().getInForce()).isEqualTo(1);
        assertThat(acme.revisions()).hasSize(1);
        assertThat(acme.publish(LONGER).getToRevision()).isEqualTo(2);
    }

    private List<Integer> waitingPublishers() {
        List<Integer> waiting = new ArrayList<>();
        database.withConnection(sql -> sql.execute("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted "
                + "AND mode = 'ExclusiveLock' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"))
                .forEach(row -> waiting.add(row.getInteger(0)));
        return waiting;
    }

    @Test
    void revisions_are_paged_newest_first() {
        DefinitionCalls acme = tenant("pages");
        acme.publish(LONGER);
        acme.publish(LONGEST);
        ListRevisionsRequest first = ListRevisionsRequest.newBuilder().setParent(acme.name()).setPageSize(2).build();
        var page = acme.definitions().listRevisions(first);
        assertThat(page.getRevisionsList()).extracting(Revision::getRevision).containsExactly(3, 2);
        var rest = acme.definitions().listRevisions(first.toBuilder().setPageToken(page.getNextPageToken()).build());
        assertThat(rest.getRevisionsList()).extracting(Revision::getRevision).containsExactly(1);
        assertThat(rest.getNextPageToken()).isEmpty();
    }

    private DefinitionCalls tenant(String tenant) {
        return new DefinitionCalls(DefinitionsGrpc.newBlockingStub(channel), tenant);
    }

    private LocalDate today() {
        return Dates.dayOf(clock.instant());
    }

    private void close(String tenant, LocalDate day) {
        database.withConnection(sql -> sql.execute("INSERT INTO closed_day VALUES ($1, 3, $2)", Tuple.of(tenant, day)));
    }

    private List<String> actions(String tenant) {
        List<String> actions = new ArrayList<>();
        database.withConnection(sql -> sql.execute(
                "SELECT action || ' ' || from_revision || ' ' || to_revision FROM definition_audit WHERE tenant = $1 ORDER BY number",
                Tuple.of(tenant))).forEach(row -> actions.add(row.getString(0)));
        return actions;
    }

    private static Consumer<Throwable> code(Code code) {
        return refused -> assertThat(refused)
                .isInstanceOfSatisfying(StatusRuntimeException.class, it -> assertThat(it.getStatus().getCode()).isEqualTo(code));
    }

    private static BadRequest badRequest(Throwable refused) {
        try {
            return StatusProto.fromThrowable(refused).getDetails(0).unpack(BadRequest.class);
        } catch (Exception none) {
            throw new AssertionError(none);
        }
    }
}
