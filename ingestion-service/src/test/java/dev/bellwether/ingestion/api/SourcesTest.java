package dev.bellwether.ingestion.api;

import static dev.bellwether.ingestion.api.Errors.assertInvalid;
import static dev.bellwether.ingestion.api.Errors.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.FieldMask;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.ingestion.IngestionClient;
import dev.bellwether.ingestion.IngestionTest;
import dev.bellwether.ingestion.source.SourceUse;
import dev.bellwether.ingestion.source.WriteKeys;
import dev.bellwether.ingestion.v1.CreateSourceRequest;
import dev.bellwether.ingestion.v1.CreateWriteKeyRequest;
import dev.bellwether.ingestion.v1.GetSourceRequest;
import dev.bellwether.ingestion.v1.ListSourcesRequest;
import dev.bellwether.ingestion.v1.ListSourcesResponse;
import dev.bellwether.ingestion.v1.ListWriteKeysRequest;
import dev.bellwether.ingestion.v1.ListWriteKeysResponse;
import dev.bellwether.ingestion.v1.NewWriteKey;
import dev.bellwether.ingestion.v1.RevokeWriteKeyRequest;
import dev.bellwether.ingestion.v1.RotateWriteKeyRequest;
import dev.bellwether.ingestion.v1.Source;
import dev.bellwether.ingestion.v1.SourceLimits;
import dev.bellwether.ingestion.v1.SourcesGrpc;
import dev.bellwether.ingestion.v1.UpdateSourceRequest;
import dev.bellwether.ingestion.v1.WriteKey;
import io.grpc.Status;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@IngestionTest
class SourcesTest {

    @Inject
    WriteKeys keys;

    @Inject
    SourceUse use;

    private IngestionClient caller;
    private SourcesGrpc.SourcesBlockingStub sources;

    @BeforeEach
    void open() {
        caller = new IngestionClient();
        sources = SourcesGrpc.newBlockingStub(caller.channel);
    }

    @AfterEach
    void close() throws InterruptedException {
        caller.close();
    }

    private String parent() {
        return "tenants/" + caller.tenant;
    }

    private Source create(String id) {
        return sources.createSource(CreateSourceRequest.newBuilder().setParent(parent()).setSourceId(id).setDisplayName("The " + id)
                .setLimits(SourceLimits.newBuilder().setEventsPerSecond(100)).build());
    }

    private NewWriteKey createKey(Source source) {
        return sources.createWriteKey(CreateWriteKeyRequest.newBuilder().setParent(source.getName()).build());
    }

    private Source get(String name) {
        return sources.getSource(GetSourceRequest.newBuilder().setName(name).build());
    }

    private ListWriteKeysResponse keysOf(Source source, int size, String token) {
        return sources
                .listWriteKeys(ListWriteKeysRequest.newBuilder().setParent(source.getName()).setPageSize(size).setPageToken(token).build());
    }

    @Test
    void a_source_is_created_once_and_found_again() {
        Source created = create("web-app");
        assertThat(created.getName()).isEqualTo(parent() + "/sources/web-app");
        assertThat(created.getLimits().getEventsPerSecond()).isEqualTo(100);
        assertThat(created.hasLastSeenTime()).isFalse();
        assertThat(get(created.getName())).isEqualTo(created);
        assertRefused(Status.Code.ALREADY_EXISTS, created.getName(), () -> create("web-app"));
        assertRefused(Status.Code.NOT_FOUND, "create it first", () -> get(parent() + "/sources/other"));
    }

    @Test
    void a_key_is_shown_once_opens_its_source_and_is_listed_without_its_secret() {
        Source source = create("web");
        NewWriteKey made = createKey(source);
        assertThat(made.getSecret()).matches("bw_write_[0-9A-Za-z]{43}");
        assertThat(keys.sourceOf(made.getSecret())).contains(new dev.bellwether.ingestion.source.Source(caller.tenant, "web"));

        ListWriteKeysResponse listed = keysOf(source, 0, "");
        assertThat(listed.getKeysList()).extracting(WriteKey::getName).containsExactly(made.getKey().getName());
        assertThat(made.getKey().getState()).isEqualTo(WriteKey.State.ACTIVE);
        assertThat(made.getSecret()).startsWith("bw_write_" + made.getKey().getPrefix());
        assertThat(listed.toString()).doesNotContain(made.getSecret());
    }

    @Test
    void a_revoked_key_opens_nothing_and_revoking_again_changes_nothing() {
        NewWriteKey made = createKey(create("web"));
        RevokeWriteKeyRequest revoke = RevokeWriteKeyRequest.newBuilder().setName(made.getKey().getName()).build();
        WriteKey revoked = sources.revokeWriteKey(revoke);
        assertThat(revoked.getState()).isEqualTo(WriteKey.State.REVOKED);
        assertThat(keys.sourceOf(made.getSecret())).isEmpty();
        assertThat(sources.revokeWriteKey(revoke)).isEqualTo(revoked);
    }

    @Test
    void a_key_is_not_found_under_another_source() {
        NewWriteKey made = createKey(create("web"));
        create("ios");
        String elsewhere = made.getKey().getName().replace("/sources/web/", "/sources/ios/");
        assertRefused(Status.Code.NOT_FOUND, "ios has no key",
                () -> sources.revokeWriteKey(RevokeWriteKeyRequest.newBuilder().setName(elsewhere).build()));
        assertThat(keys.sourceOf(made.getSecret())).isPresent();
    }

    @Test
    void after_a_rotation_the_older_key_stays_valid_for_a_day_unless_the_request_says_otherwise() {
        Source source = create("web");
        NewWriteKey first = createKey(source);
        NewWriteKey second = sources.rotateWriteKey(RotateWriteKeyRequest.newBuilder().setParent(source.getName()).build());
        WriteKey rotated = keysOf(source, 0, "").getKeys(1);
        assertThat(rotated.getName()).isEqualTo(first.getKey().getName());
        assertThat(Dates.instant(rotated.getExpireTime()))
                .isEqualTo(Dates.instant(second.getKey().getCreateTime()).plus(java.time.Duration.ofHours(24)));
        assertThat(keys.sourceOf(first.getSecret())).isPresent();

        sources.rotateWriteKey(
                RotateWriteKeyRequest.newBuilder().setParent(source.getName()).setGrace(Duration.getDefaultInstance()).build());
        assertThat(keys.sourceOf(first.getSecret())).isEmpty();
        assertThat(keys.sourceOf(second.getSecret())).isEmpty();
    }

    @Test
    void a_limit_is_changed_alone() {
        Source source = create("web");
        Source changed = sources.updateSource(UpdateSourceRequest.newBuilder()
                .setSource(source.toBuilder().setDisplayName("ignored").setLimits(SourceLimits.newBuilder().setEventsPerDay(7)))
                .setUpdateMask(FieldMask.newBuilder().addPaths("limits.events_per_day"))
                .build());
        assertThat(changed.getDisplayName()).isEqualTo("The web");
        assertThat(changed.getLimits()).isEqualTo(SourceLimits.newBuilder().setEventsPerSecond(100).setEventsPerDay(7).build());

        Source all =
                sources.updateSource(UpdateSourceRequest.newBuilder().setSource(Source.newBuilder().setName(source.getName())).build());
        assertThat(all.getDisplayName()).isEmpty();
        assertThat(all.getLimits()).isEqualTo(SourceLimits.getDefaultInstance());
    }

    @Test
    void what_a_source_has_sent_is_shown_with_it() {
        Source source = create("web");
        use.count(new dev.bellwether.ingestion.source.Source(caller.tenant, "web"), 7, 2, 512);
        Source seen = Eventually.eventually(() -> get(source.getName()), it -> it.getToday().getAccepted() == 7);
        assertThat(seen.hasLastSeenTime()).isTrue();
        assertThat(seen.getToday().getRejected()).isEqualTo(2);
        assertThat(seen.getToday().getBytes()).isEqualTo(512);
        assertThat(seen.getAcceptedThisMonth()).isEqualTo(7);
        assertThat(seen.getDaysList()).containsExactly(seen.getToday());
        assertThat(sources.listSources(ListSourcesRequest.newBuilder().setParent(parent()).build()).getSourcesList())
                .containsExactly(seen.toBuilder().clearDays().build());
    }

    @Test
    void lists_come_in_pages_and_hold_nothing_of_another_tenant() {
        for (String id : List.of("c", "a", "b")) {
            create(id);
        }
        sources.createSource(CreateSourceRequest.newBuilder().setParent(parent() + "-other").setSourceId("d").build());
        ListSourcesResponse first = sources.listSources(ListSourcesRequest.newBuilder().setParent(parent()).setPageSize(2).build());
        ListSourcesResponse second = sources.listSources(ListSourcesRequest.newBuilder().setParent(parent()).setPageSize(2)
                .setPageToken(first.getNextPageToken()).build());
        assertThat(first.getSourcesList()).extracting(Source::getDisplayName).containsExactly("The a", "The b");
        assertThat(second.getSourcesList()).extracting(Source::getDisplayName).containsExactly("The c");
        assertThat(second.getNextPageToken()).isEmpty();

        Source source = second.getSources(0);
        List<WriteKey> made = List.of(createKey(source).getKey(), createKey(source).getKey(), createKey(source).getKey());
        ListWriteKeysResponse newest = keysOf(source, 2, "");
        ListWriteKeysResponse oldest = keysOf(source, 2, newest.getNextPageToken());
        assertThat(newest.getKeysList()).containsExactly(made.get(2), made.get(1));
        assertThat(oldest.getKeysList()).containsExactly(made.get(0));
        assertThat(oldest.getNextPageToken()).isEmpty();
    }

    @Test
    void a_request_names_the_argument_that_is_wrong() {
        Source source = create("web");
        assertInvalid("parent", () -> sources.createSource(CreateSourceRequest.newBuilder().setSourceId("a").build()));
        for (String id : new String[] {"", "Web", "-web", "w".repeat(64), "w/b", "w\0"}) {
            assertInvalid("source_id", () -> create(id));
        }
        assertInvalid("display_name", () -> sources.createSource(CreateSourceRequest.newBuilder().setParent(parent()).setSourceId("a")
                .setDisplayName("x".repeat(257)).build()));
        assertInvalid("limits.events_per_day",
                () -> sources.createSource(CreateSourceRequest.newBuilder().setParent(parent()).setSourceId("a")
                        .setLimits(SourceLimits.newBuilder().setEventsPerDay(-1)).build()));
        assertInvalid("update_mask", () -> sources.updateSource(UpdateSourceRequest.newBuilder().setSource(source)
                .setUpdateMask(FieldMask.newBuilder().addPaths("name")).build()));
        assertInvalid("grace", () -> sources.rotateWriteKey(RotateWriteKeyRequest.newBuilder().setParent(source.getName())
                .setGrace(Duration.newBuilder().setSeconds(-1)).build()));
        assertInvalid("name", () -> sources.revokeWriteKey(RevokeWriteKeyRequest.newBuilder().setName(source.getName()).build()));
        assertInvalid("page_token", () -> keysOf(source, 0, "nonsense"));
        assertInvalid("page_size", () -> keysOf(source, -1, ""));
    }
}
