package dev.bellwether.chassis.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.testing.LoggedLines;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeriodicWorkTest {

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final TestTimer time = new TestTimer();
    private final LoggedLines logged = new LoggedLines(PeriodicWork.class.getName());
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicReference<Thread> worker = new AtomicReference<>();
    private PeriodicWork work = work(Duration.ZERO, () -> {
        worker.set(Thread.currentThread());
        runs.incrementAndGet();
        switch (failure.get()) {
            case null -> {
                return INTERVAL;
            }
            case Error error -> throw error;
            case Throwable exception -> throw (Exception) exception;
        }
    });

    private PeriodicWork work(Duration spacing, PeriodicWork.PacedTask task) {
        return new PeriodicWork("counting", "Counting", spacing, task, time, new Backoff(RETRY, Duration.ofSeconds(4), () -> 1));
    }

    @AfterEach
    void end() {
        work.stop(Duration.ZERO);
        logged.close();
    }

    @Test
    void it_is_done_at_once_and_then_once_in_an_interval() throws InterruptedException {
        work.start();
        assertThat(time.nextWait()).isEqualTo(INTERVAL);
        assertThat(runs).hasValue(1);
        time.pass(INTERVAL);
        assertThat(time.nextWait()).isEqualTo(INTERVAL);
        assertThat(runs).hasValue(2);
        assertThat(logged.lines()).isEmpty();
        assertThat(worker.get().getName()).isEqualTo("counting");
    }

    @Test
    void work_that_has_more_to_do_is_done_again_at_once() throws InterruptedException {
        work = work(Duration.ZERO, () -> runs.incrementAndGet() < 5 ? Duration.ZERO : INTERVAL);
        work.start();
        assertThat(time.nextWait()).isEqualTo(INTERVAL);
        assertThat(runs).hasValue(5);
    }

    @Test
    void woken_it_is_done_before_its_time() throws InterruptedException {
        work.start();
        time.nextWait();
        work.wake();
        time.nextWait();
        assertThat(runs).hasValue(2);
    }

    @Test
    void woken_during_a_run_it_is_done_once_more() throws InterruptedException {
        work = work(Duration.ZERO, () -> {
            if (runs.incrementAndGet() == 1) {
                work.wake();
            }
            return INTERVAL;
        });
        work.start();
        while (time.nextWait() != null && runs.get() < 2) {
            // The wait that was over before it began counts too.
        }
        assertThat(runs).hasValue(2);
    }

    @Test
    void however_often_it_is_woken_the_spacing_is_kept() throws InterruptedException {
        work = work(Duration.ofSeconds(5), () -> {
            runs.incrementAndGet();
            return INTERVAL;
        });
        work.start();
        time.nextWait();
        time.pass(Duration.ofSeconds(2));
        work.wake();
        assertThat(time.nextWait()).as("the rest of the five seconds").isEqualTo(Duration.ofSeconds(3));
        work.wake();
        assertThat(runs).hasValue(1);
        time.pass(Duration.ofSeconds(3));
        time.nextWait();
        assertThat(runs).hasValue(2);
    }

    @Test
    void failures_in_a_row_are_logged_once_and_so_is_the_recovery() throws InterruptedException {
        failure.set(new IllegalStateException("the database is away"));
        work.start();
        // By hand: doubled from one second, at most four.
        for (Duration delay : new Duration[] {RETRY, Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(4)}) {
            assertThat(time.nextWait()).isEqualTo(delay);
            time.pass(delay);
        }
        time.nextWait();
        assertThat(logged.lines()).containsExactly(
                "Counting has failed and is tried again in 1000 ms and then until it succeeds: the database is away");

        failure.set(null);
        time.pass(Duration.ofSeconds(4));
        assertThat(time.nextWait()).isEqualTo(INTERVAL);
        assertThat(logged.lines()).hasSize(2).last().isEqualTo("Counting works again; failed runs: 5");

        failure.set(new IllegalStateException("the log is away"));
        time.pass(INTERVAL);
        assertThat(time.nextWait()).as("begins again").isEqualTo(RETRY);
        assertThat(logged.lines()).hasSize(3).last().asString().endsWith("the log is away");
    }

    @Test
    void being_woken_does_not_hasten_what_has_failed() throws InterruptedException {
        failure.set(new IllegalStateException("away"));
        work.start();
        assertThat(time.nextWait()).isEqualTo(RETRY);
        work.wake();
        time.pass(RETRY.minusMillis(1));
        assertThat(runs).hasValue(1);
        time.pass(Duration.ofMillis(1));
        time.nextWait();
        assertThat(runs).hasValue(2);
    }

    @Test
    void an_error_is_logged_and_does_not_end_it() throws InterruptedException {
        failure.set(new NoClassDefFoundError("Gone"));
        work.start();
        assertThat(time.nextWait()).isEqualTo(RETRY);
        assertThat(logged.lines()).singleElement().asString().contains("java.lang.NoClassDefFoundError: Gone");
        failure.set(null);
        time.pass(RETRY);
        assertThat(time.nextWait()).isEqualTo(INTERVAL);
    }

    @Test
    void stopped_while_it_waits_it_has_ended_when_stop_returns() throws InterruptedException {
        work.start();
        time.nextWait();
        assertThat(work.stop(LONG)).isTrue();
        assertThat(worker.get().isAlive()).isFalse();
        assertThat(work.stop(LONG)).as("again").isTrue();
        assertThat(logged.lines()).isEmpty();
    }

    @Test
    void stopped_while_what_has_failed_waits_it_ends_too() throws InterruptedException {
        failure.set(new IllegalStateException("away"));
        work.start();
        time.nextWait();
        assertThat(work.stop(LONG)).isTrue();
        assertThat(runs).hasValue(1);
    }

    @Test
    void stop_waits_for_the_run_under_way() throws Exception {
        var entered = new CountDownLatch(1);
        var leave = new CountDownLatch(1);
        work = work(Duration.ZERO, () -> {
            entered.countDown();
            leave.await();
            runs.incrementAndGet();
            return INTERVAL;
        });
        work.start();
        entered.await();
        Thread stopping = Thread.ofVirtual().start(() -> {
            leaveWhenStopping(leave);
        });
        assertThat(work.stop(LONG)).isTrue();
        assertThat(runs).as("it was not broken off").hasValue(1);
        stopping.join();
    }

    private void leaveWhenStopping(CountDownLatch leave) {
        while (!work.isStopping()) {
            Thread.onSpinWait();
        }
        leave.countDown();
    }

    @Test
    void a_run_that_takes_too_long_to_stop_is_interrupted() throws Exception {
        var entered = new CountDownLatch(1);
        work = work(Duration.ZERO, () -> {
            entered.countDown();
            new CountDownLatch(1).await();
            return INTERVAL;
        });
        work.start();
        entered.await();
        assertThat(work.stop(Duration.ZERO)).isTrue();
        assertThat(logged.lines()).isEmpty();
    }

    @Test
    void an_interrupt_ends_it_and_is_logged() throws Exception {
        work.start();
        time.nextWait();
        worker.get().interrupt();
        assertThat(worker.get().join(LONG)).isTrue();
        assertThat(logged.lines()).containsExactly("Counting has been interrupted and has ended: restart the service");
        assertThat(work.stop()).isTrue();
    }

    @Test
    void work_that_answers_an_interrupt_with_a_failure_of_its_own_ends_too() throws Exception {
        work = work(Duration.ZERO, () -> {
            worker.set(Thread.currentThread());
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the database");
        });
        work.start();
        while (!work.isStopping()) {
            Thread.onSpinWait();
        }
        assertThat(work.stop(LONG)).isTrue();
        assertThat(logged.lines()).containsExactly("Counting has been interrupted and has ended: restart the service");
    }

    @Test
    void a_run_that_lasts_can_wait_for_being_woken_and_for_its_end() throws Exception {
        var steps = new SynchronousQueue<Integer>();
        work = work(Duration.ZERO, () -> {
            while (!work.isStopping()) {
                steps.put(runs.incrementAndGet());
                work.pause(INTERVAL);
            }
            return INTERVAL;
        });
        work.start();
        assertThat(steps.poll(30, TimeUnit.SECONDS)).isEqualTo(1);
        time.nextWait();
        work.wake();
        assertThat(steps.poll(30, TimeUnit.SECONDS)).isEqualTo(2);
        time.nextWait();
        assertThat(work.stop(LONG)).isTrue();
    }

    @Test
    void a_run_that_lasts_says_that_it_works_again() throws Exception {
        work = work(Duration.ZERO, () -> {
            if (runs.incrementAndGet() == 1) {
                throw new IllegalStateException("away");
            }
            work.succeeded();
            work.pause(INTERVAL);
            return INTERVAL;
        });
        work.start();
        time.nextWait();
        time.pass(RETRY);
        assertThat(time.nextWait()).isEqualTo(INTERVAL);
        assertThat(logged.lines()).hasSize(2).last().isEqualTo("Counting works again; failed runs: 1");
    }

    @Test
    void it_runs_once_more_at_the_stop_where_that_is_asked_for() throws Exception {
        work.alsoAtStop().start();
        time.nextWait();
        assertThat(work.stop(LONG)).isTrue();
        assertThat(runs).hasValue(2);
    }

    @Test
    void a_last_run_that_fails_is_logged() throws Exception {
        work.alsoAtStop().start();
        time.nextWait();
        failure.set(new IllegalStateException("away"));
        assertThat(work.stop(LONG)).isTrue();
        assertThat(logged.lines()).singleElement().asString().contains("is not tried again").endsWith("away");
    }

    @Test
    void it_is_started_once_and_not_after_its_end() {
        assertThat(work.stop()).as("never started").isTrue();
        work.start();
        assertThat(runs).hasValue(0);
        PeriodicWork other = work(Duration.ZERO, () -> INTERVAL);
        other.start();
        assertThatThrownBy(other::start).isInstanceOf(IllegalStateException.class).hasMessage("Counting has been started already");
        other.stop();
    }

    @Test
    void on_a_real_clock_it_runs_wakes_and_stops() throws Exception {
        var done = new CountDownLatch(3);
        var woken = new CountDownLatch(1);
        try (PeriodicWork often = PeriodicWork.every(Duration.ofMillis(1), "often", "Working often", done::countDown);
                PeriodicWork seldom = PeriodicWork.every(Duration.ofDays(400 * 365), "seldom", "Working seldom", () -> {
                    if (runs.incrementAndGet() == 2) {
                        woken.countDown();
                    }
                })) {
            often.start();
            seldom.start();
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
            seldom.wake();
            assertThat(woken.await(30, TimeUnit.SECONDS) || runs.get() == 1).isTrue();
        }
    }
}
