package dev.bellwether.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.definition.DefinitionDrafts.Edit;
import dev.bellwether.chassis.definition.DefinitionHistory;
import dev.bellwether.chassis.definition.DefinitionKinds;
import dev.bellwether.chassis.definition.DefinitionLifecycle;
import dev.bellwether.chassis.definition.DefinitionView;
import dev.bellwether.chassis.definition.PublicationRequest;
import dev.bellwether.chassis.definition.PublicationRequest.Change;
import dev.bellwether.chassis.definition.PublicationRequest.Content;
import dev.bellwether.chassis.definition.ShippedDefinitions;
import dev.bellwether.chassis.definition.kind.DefinitionId;
import dev.bellwether.chassis.definition.kind.DefinitionName;
import dev.bellwether.chassis.definition.plan.NamedProblem;
import dev.bellwether.chassis.definition.plan.PlannedChange;
import dev.bellwether.chassis.definition.plan.PlannedChange.Action;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.embedded.testing.KafkaResource;
import dev.bellwether.embedded.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The life cycle with kinds of the test's own, of which one uses the other. Each test has a tenant of its own.
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
class SeveralKindsTest {

    @Inject
    Database database;

    @Inject
    InstantSource clock;

    private final WordKind words = new WordKind("words", Map.of("greeting", "hello\n"));
    private final WordKind phrases = new WordKind("phrases", Map.of());
    private DefinitionLifecycle lifecycle;

    @BeforeEach
    void start() {
        lifecycle = replica(false);
        ShippedDefinitions.store(lifecycle.kinds().all(), clock);
    }

    @Test
    void several_are_published_together_or_not_at_all() {
        assertThat(publish("all", text("all", "words/a", "a\n"), text("all", "phrases/p", "uses words/a\n"),
                text("all", "words/greeting", "hi\n")))
                .extracting(PlannedChange::action).containsExactly(Action.CREATE, Action.CREATE, Action.UPDATE);
        assertThat(lifecycle.reader().list("all", "words", "", 10)).extracting(view -> view.name().id().id()).containsExactly("a",
                "greeting");

        Change late = new Change("changes[1].", name("all", "words/greeting"), new Content.Text("hey\n"), OptionalInt.of(1));
        assertThatThrownBy(() -> publish("all", text("all", "words/b", "b\n"), late)).isInstanceOf(Refusal.Aborted.class);
        assertThat(lifecycle.reader().list("all", "words", "", 10)).hasSize(2);
        assertThat(publish("all", text("all", "words/a", "a\n"), text("all", "words/b", "b\n")))
                .extracting(PlannedChange::action).containsExactly(Action.NONE, Action.CREATE);
    }

    @Test
    void texts_are_checked_as_they_are_together() {
        assertThat(check("check", text("check", "phrases/p", "uses words/new\n!\n"), text("check", "phrases/q", "uses words/none\n!\n"),
                text("check", "words/new", "new\n"))).containsExactly(
                        "tenants/check/phrases/p, line 2, column 1: A line is a word. (yes)",
                        "tenants/check/phrases/q, line 2, column 1: A line is a word. (yes)");
        assertThat(check("check", text("check", "phrases/q", "uses words/none\n"))).containsExactly(
                "tenants/check/phrases/q, line 1, column 6: There is no words/none.");
        assertThat(check("check", text("check", "phrases/q", "uses words/greeting\n"))).isEmpty();
    }

    @Test
    void what_is_used_is_not_retired_unless_its_users_change_with_it() {
        publish("used", text("used", "words/a", "a\n"), text("used", "phrases/p", "uses words/a\n"),
                text("used", "phrases/q", "uses words/a\n"));
        assertThatThrownBy(() -> publish("used", end("used", "words/a"))).isInstanceOf(Refusal.FailedPrecondition.class).hasMessage(
                "tenants/used/words/a is used by tenants/used/phrases/p, tenants/used/phrases/q: change them first, or with it");
        Change without = text("used", "phrases/p", "other\n");
        assertThatThrownBy(() -> publish("used", end("used", "words/a"), without)).isInstanceOf(Refusal.FailedPrecondition.class)
                .hasMessageContaining("is used by tenants/used/phrases/q:");
        assertThat(publish("used", end("used", "words/a"), without, end("used", "phrases/q")))
                .extracting(PlannedChange::action).containsExactly(Action.RETIRE, Action.UPDATE, Action.RETIRE);
        assertThat(publish("used", end("used", "words/a"))).extracting(PlannedChange::action).containsExactly(Action.NONE);
        DefinitionView retired = lifecycle.reader().get(name("used", "words/a"));
        assertThat(retired.inForce()).isZero();
        assertThat(retired.published().orElseThrow().retired()).isTrue();
    }

    @Test
    void a_later_release_s_text_is_offered_and_takes_no_force_by_itself() {
        ShippedDefinitions.store(List.of(new WordKind("signs", Map.of("greeting", "hello\n"))), clock);
        WordKind newer = new WordKind("signs", Map.of("greeting", "good day\n", "farewell", "bye\n"));
        ShippedDefinitions.store(List.of(newer), clock);
        DefinitionLifecycle upgraded =
                DefinitionLifecycle.of(new DefinitionKinds(new DefinitionHistory<>(newer, database)), clock, () -> false);
        DefinitionView greeting = upgraded.reader().get(name("upgrades", "signs/greeting"));
        assertThat(greeting.text()).isEqualTo("hello\n");
        assertThat(greeting.inForce()).isEqualTo(1);
        assertThat(greeting.newerShippedText()).isEqualTo("good day\n");
        // What is new altogether is there.
        assertThat(upgraded.reader().get(name("upgrades", "signs/farewell")).inForce()).isEqualTo(1);

        upgraded.publisher().publish(request("upgrades", "ann", text("upgrades", "signs/greeting", "good day\n")));
        assertThat(upgraded.reader().get(name("upgrades", "signs/greeting")).newerShippedText()).isEmpty();
    }

    @Test
    void where_a_second_person_is_asked_for_a_draft_is_published_once_another_has_approved_it() {
        DefinitionLifecycle strict = replica(true);
        DefinitionName name = name("strict", "words/greeting");
        Change asText = text("strict", "words/greeting", "hi\n");
        Change draft = new Change("changes[0].", name, new Content.Draft(), OptionalInt.empty());
        strict.drafts().update(name, new Edit(Optional.of("hi\n"), "ann"), "");
        assertThatThrownBy(() -> strict.publisher().publish(request("strict", "ben", asText)))
                .isInstanceOf(Refusal.FailedPrecondition.class)
                .hasMessageStartingWith("a second person has to approve the change of tenants/strict/words/greeting");
        assertThatThrownBy(() -> strict.drafts().approve(name, etag(strict, name), "ann")).isInstanceOf(Refusal.FailedPrecondition.class);
        strict.drafts().approve(name, etag(strict, name), "ben");

        // An edit voids the approval, the approver's own too.
        strict.drafts().update(name, new Edit(Optional.of("hey\n"), "ben"), etag(strict, name));
        assertThatThrownBy(() -> strict.publisher().publish(request("strict", "ann", draft)))
                .isInstanceOf(Refusal.FailedPrecondition.class);
        strict.drafts().approve(name, etag(strict, name), "ann");
        strict.publisher().publish(request("strict", "ben", draft));
        DefinitionView published = strict.reader().get(name);
        assertThat(published.published().orElseThrow().author()).isEqualTo("ben");
        assertThat(published.text()).isEqualTo("hey\n");

        // Back to what has been approved before, without a second person; the end is a draft like any other.
        strict.publisher().publish(request("strict", "ann", new Change("", name, new Content.Again(1), OptionalInt.empty())));
        assertThatThrownBy(() -> strict.publisher().publish(request("strict", "ann", end("strict", "words/greeting"))))
                .isInstanceOf(Refusal.FailedPrecondition.class);
        strict.drafts().update(name, new Edit(Optional.empty(), "ann"), "");
        strict.drafts().approve(name, etag(strict, name), "ben");
        strict.publisher().publish(request("strict", "ann", draft));
        assertThat(strict.reader().get(name).inForce()).isZero();
    }

    @Test
    void replicas_see_each_other_s_publications() {
        DefinitionLifecycle other = replica(false);
        assertThat(other.reader().get(name("replicas", "words/greeting")).inForce()).isEqualTo(1);
        publish("replicas", text("replicas", "words/greeting", "hi\n"));
        assertThat(other.reader().get(name("replicas", "words/greeting")).text()).isEqualTo("hi\n");
        other.publisher().publish(request("replicas", "ann", text("replicas", "words/greeting", "hey\n")));
        assertThat(lifecycle.reader().get(name("replicas", "words/greeting")).inForce()).isEqualTo(3);
    }

    @Test
    void a_definition_that_was_never_published_is_gone_with_its_draft() {
        DefinitionName name = name("drafts", "words/new");
        lifecycle.drafts().create(name, new Edit(Optional.of("!\n"), "ann"));
        assertThat(lifecycle.reader().list("drafts", "words", "", 10)).extracting(view -> view.name().id().id())
                .containsExactly("greeting", "new");
        assertThatThrownBy(() -> lifecycle.drafts().create(name, new Edit(Optional.of("a\n"), "ann")))
                .isInstanceOf(Refusal.AlreadyExists.class);
        lifecycle.drafts().delete(name, "", "ann");
        assertThatThrownBy(() -> lifecycle.reader().get(name)).isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> lifecycle.drafts().update(name, new Edit(Optional.of("a\n"), "ann"), ""))
                .isInstanceOf(Refusal.NotFound.class);
    }

    private DefinitionLifecycle replica(boolean secondPerson) {
        return DefinitionLifecycle.of(
                new DefinitionKinds(new DefinitionHistory<>(words, database), new DefinitionHistory<>(phrases, database)), clock,
                () -> secondPerson);
    }

    private static String etag(DefinitionLifecycle lifecycle, DefinitionName name) {
        return lifecycle.drafts().find(name).orElseThrow().etag();
    }

    private List<PlannedChange> publish(String tenant, Change... changes) {
        return lifecycle.publisher().publish(request(tenant, "ann", changes)).changes();
    }

    private List<String> check(String tenant, Change... changes) {
        List<String> problems = new ArrayList<>();
        for (NamedProblem problem : lifecycle.publisher().check(tenant, List.of(changes), "ann")) {
            problems.add(problem.toString());
        }
        return problems;
    }

    private static PublicationRequest request(String tenant, String caller, Change... changes) {
        return new PublicationRequest(tenant, List.of(changes), Optional.empty(), "", false, caller);
    }

    private static Change text(String tenant, String id, String text) {
        return new Change("changes[0].", name(tenant, id), new Content.Text(text), OptionalInt.empty());
    }

    private static Change end(String tenant, String id) {
        return new Change("changes[0].", name(tenant, id), new Content.End(), OptionalInt.empty());
    }

    private static DefinitionName name(String tenant, String id) {
        return new DefinitionName(tenant, new DefinitionId(id.split("/")[0], id.split("/")[1]));
    }
}
