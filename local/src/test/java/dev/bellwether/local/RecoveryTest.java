package dev.bellwether.local;

import static dev.bellwether.embedded.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.cli.verify.Verification;
import dev.bellwether.embedded.LocalKafka;
import dev.bellwether.embedded.LocalPostgres;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What docs/operations.md promises of a loss.
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class RecoveryTest {

    @TempDir
    private Path folder;

    @Test
    void features_whose_database_is_lost_are_rebuilt_from_the_journal_when_the_log_no_longer_has_their_events() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.start(folder.resolve("postgres"), 0,
                Arrays.stream(Service.values()).map(Service::database).toList(), Map.of("fsync", "off"));
                LocalKafka kafka = LocalKafka.start(folder.resolve("kafka"), 0)) {
            Verification before;
            try (TestPlatform platform = start(kafka, postgres)) {
                platform.demo((_, _, _) -> {});
                before = platform.verify();
            }
            try (var features = Baseline.connect(postgres.jdbcUrl(Service.FEATURES.database()))) {
                features.createStatement().execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
            }
            comeOfAge(kafka, Topics.EVENTS);
            try (TestPlatform platform = start(kafka, postgres); Connection connection = platform.connect()) {
                platform.awaitSettled();
                Verification after = platform.verify();
                assertThat(after.differences()).isEmpty();
                assertThat(after).isEqualTo(before);
                ErasedAccount newcomer = new ErasedAccount("after-the-loss", connection);
                newcomer.lives();
                newcomer.awaitRecommendation();
                anAccountIsResumedWhenTheLogNoLongerHasWhatItMissed(platform, newcomer, kafka, postgres);
            }
        }
    }

    private static void anAccountIsResumedWhenTheLogNoLongerHasWhatItMissed(
            TestPlatform platform, ErasedAccount account, LocalKafka kafka, LocalPostgres postgres) throws Exception {
        try (var features = Baseline.connect(postgres.jdbcUrl(Service.FEATURES.database()))) {
            features.createStatement().execute("UPDATE chunk SET bytes = '\\x63' WHERE account = '" + account.id() + "'");
        }
        // It has the account in memory.
        platform.kill(Service.FEATURES);
        account.lives();
        eventually(() -> assertThat(platform.commandJson("status").findValuesAsText("account")).containsExactly(account.name()));
        account.lives();
        platform.awaitSettled();
        comeOfAge(kafka, Topics.EVENTS);

        TestPlatform.Run resumed = platform.command("resume", "--all");

        assertThat(resumed.output()).isEqualToIgnoringNewLines("feature-service: 1 account resumed.");
        assertThat(resumed.exitCode()).isZero();
        assertThat(platform.commandJson("status").findValuesAsText("account")).isEmpty();
        platform.awaitSettled();
        assertThat(platform.verify().differences()).isEmpty();
        assertThat(platform.command("resume", "--all").output()).contains("No account is suspended.");
        assertThat(platform.command("resume", account.id(), "--tenant", account.tenant()).errors()).contains("No service has suspended");
    }

    private TestPlatform start(LocalKafka kafka, LocalPostgres postgres) {
        return TestPlatform.on(folder.resolve("platform"), kafka.bootstrapServers(), "localhost:" + postgres.port());
    }

    /// As after more than its retention.
    private static void comeOfAge(LocalKafka kafka, String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            admin.describeTopics(List.of(topic)).allTopicNames().get(60, TimeUnit.SECONDS).get(topic).partitions()
                    .forEach(partition -> latest.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest()));
            Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
            admin.listOffsets(latest).all().get(60, TimeUnit.SECONDS)
                    .forEach((partition, end) -> all.put(partition, RecordsToDelete.beforeOffset(end.offset())));
            admin.deleteRecords(all).all().get(60, TimeUnit.SECONDS);
        }
    }
}
