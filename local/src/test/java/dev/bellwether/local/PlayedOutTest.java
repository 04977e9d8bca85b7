package dev.bellwether.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.chassis.time.MovedClock;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.verify.Verification;
import dev.bellwether.local.SuccessTeam.Work;
import dev.bellwether.playbooks.v1.ActionKind;
import dev.bellwether.playbooks.v1.Recommendation.Status;
import dev.bellwether.playbooks.v1.Recommendation;
import dev.bellwether.simulator.Playout;
import dev.bellwether.simulator.Simulation;
import dev.bellwether.simulator.SimulationSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Five weeks after the history of a simulated company, on the whole platform: each morning its success team accepts what there is
/// to do for one half of the accounts, and the simulator lets the plays work or not. What the platform says of it, by its public API,
/// against what the simulator knows.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class PlayedOutTest {

    private static final int DAYS = 35;

    @TempDir
    private static Path folder;

    private TestPlatform platform;
    private Connection connection;
    private SuccessTeam team;
    private final Map<Status, List<Recommendation>> tasks = new EnumMap<>(Status.class);

    @BeforeAll
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void playOut() {
        MovedClock clock = PassingDays.clock(folder.resolve("clock"), TestPlatform.offset());
        platform = TestPlatform.start(folder.resolve("platform"), PassingDays.options(folder.resolve("clock")));
        connection = platform.connect();
        assertThat(platform.history().liveEvents()).isZero();
        SimulationSettings settings = TestPlatform.SIMULATION;
        Playout playout = Simulation.create(settings).playOut(DAYS);
        team = new SuccessTeam(connection, settings.tenant(), playout);
        PassingDays days = new PassingDays(connection, clock);
        settings.today().datesUntil(settings.today().plusDays(DAYS)).forEach(day -> {
            team.work(day, days.now());
            days.pass(day, playout::events);
        });
        for (Status status : Status.values()) {
            if (status != Status.STATUS_UNSPECIFIED && status != Status.UNRECOGNIZED) {
                tasks.put(status, team.list(status));
            }
        }
        if (Boolean.getBoolean("played-out.print")) {
            System.out.println(platform.command("outcomes").output());
            aimed().forEach(work -> System.out
                    .println(work.task().getPlaybook() + (work.worked() ? " has worked: " : " has not: ") + statusOf(work)));
        }
    }

    @AfterAll
    void stop() {
        connection.close();
        platform.close();
    }

    @Test
    void work_that_has_succeeded_is_counted_as_achieved_beside_what_came_to_nothing() throws IOException {
        Map<Status, Long> counted = new EnumMap<>(Status.class);
        for (JsonNode row : platform.commandJson("outcomes").get("playbooks")) {
            counted.merge(Status.ACHIEVED, row.get("achieved").longValue(), Long::sum);
            counted.merge(Status.COMPLETED, row.get("succeeded").longValue() + row.get("neutral").longValue(), Long::sum);
            counted.merge(Status.WITHDRAWN, row.get("withdrawn").longValue(), Long::sum);
            counted.merge(Status.EXPIRED, row.get("expired").longValue(), Long::sum);
        }
        assertThat(counted)
                .allSatisfy((status, count) -> assertThat(count).as("%s", status).isEqualTo(tasks.get(status).size()).isPositive());
        assertThat(tasks.get(Status.ACHIEVED)).extracting(Recommendation::getKind)
                .contains(ActionKind.CHURN_PREVENTION, ActionKind.ONBOARDING, ActionKind.ADOPTION);
    }

    /// Both sides see noise: one that has come back can need longer than its task has time, and a moderate customer can have a busy month without
    /// a play, which is what adoption aims at.
    @Test
    void what_is_achieved_is_what_the_simulator_knows_to_have_worked() {
        assertThat(achieved(aimed().filter(Work::worked))).as("of what has worked").isGreaterThan(0.7);
        assertThat(aimed().filter(work -> !work.worked() && work.task().getKind() != ActionKind.ADOPTION)).hasSizeGreaterThan(10)
                .noneMatch(work -> statusOf(work) == Status.ACHIEVED);
        assertThat(achieved(aimed().filter(work -> !work.worked() && work.task().getKind() == ActionKind.ADOPTION)))
                .as("of adoption that has not").isLessThan(0.4);
    }

    @Test
    void nothing_is_achieved_for_an_account_that_was_left_alone() {
        assertThat(tasks.get(Status.ACHIEVED)).allMatch(task -> SuccessTeam.looksAfter(task.getAccount()));
        assertThat(Stream.of(Status.WITHDRAWN, Status.EXPIRED).flatMap(status -> tasks.get(status).stream()))
                .anyMatch(task -> !SuccessTeam.looksAfter(task.getAccount()));
    }

    @Test
    void an_account_never_has_two_tasks_of_a_kind() {
        assertThat(team.mostOfAKind()).isEqualTo(1);
    }

    @Test
    void rebuilding_and_deciding_again_finds_no_difference() {
        Verification verification = platform.verify();
        assertThat(verification.differences()).isEmpty();
        assertThat(verification.differenceCount()).isZero();
    }

    /// On accounts that were what the playbook took them for. Newcomers are left out: they come of age whatever is done.
    private Stream<Work> aimed() {
        return team.works().values().stream()
                .filter(work -> work.onTheRightOne() && work.task().getGoalSegmentsCount() > 0 && !work.truth().endsWith("-new-user"));
    }

    private double achieved(Stream<Work> works) {
        return works.mapToInt(work -> statusOf(work) == Status.ACHIEVED ? 1 : 0).average().orElseThrow();
    }

    private Status statusOf(Work work) {
        return tasks.values().stream().flatMap(List::stream).filter(task -> task.getName().equals(work.task().getName()))
                .findFirst().orElseThrow().getStatus();
    }
}
