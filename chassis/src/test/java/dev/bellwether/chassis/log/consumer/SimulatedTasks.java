package dev.bellwether.chassis.log.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Tasks of simulated processes, of which one runs at a time, until it waits for something: then chance decides which continues. Time
/// passes when all wait. The same seed gives the same run, step by step.
final class SimulatedTasks {

    /// What a task of a process that has been killed meets at the end of the simulation, so that its thread ends too.
    static final class Killed extends Error {
        Killed() {
            super("killed", null, false, false);
        }
    }

    private final Random chance;
    private final List<Task> tasks = new ArrayList<>();
    private final Semaphore back = new Semaphore(0);
    private final List<String> trace;
    private Task current;
    private long now;
    private long steps;
    private BooleanSupplier step;
    private boolean over;

    /// @param trace gets a line for each step, unless it is null
    SimulatedTasks(Random chance, List<String> trace) {
        this.chance = chance;
        this.trace = trace;
    }

    long now() {
        return now;
    }

    double jitter() {
        return chance.nextDouble();
    }

    long steps() {
        return steps;
    }

    void note(Supplier<String> what) {
        if (trace != null && !over) {
            trace.add(steps + " " + (current == null ? "-" : current) + ": " + what.get());
        }
    }

    Task start(SimulatedProcess process, String name, Runnable work) {
        Task task = new Task(process, name, work);
        tasks.add(task);
        return task;
    }

    /// Runs one task after the other.
    ///
    /// @param step called before each; ends the run with false
    void run(BooleanSupplier step) {
        this.step = step;
        Task first = choose();
        if (first != null) {
            first.turn.release();
            back.acquireUninterruptibly();
        }
    }

    /// Chosen by the task that has just come to a wait, so that a step takes one change of threads at most.
    ///
    /// @return null at the end of the run
    private Task choose() {
        while (true) {
            steps++;
            current = null;
            if (!step.getAsBoolean()) {
                return null;
            }
            List<Task> ready = ready();
            if (ready.isEmpty()) {
                now = Math.max(now, tasks.stream().filter(task -> !task.process.isKilled()).mapToLong(Task::wakes)
                        .filter(wakes -> wakes < Long.MAX_VALUE).min().orElse(now));
                ready = ready();
            }
            if (!ready.isEmpty()) {
                current = ready.get(chance.nextInt(ready.size()));
                return current;
            }
        }
    }

    private void goOnWith(Task next) {
        if (next == null) {
            back.release();
        } else {
            next.turn.release();
        }
    }

    /// Ends what is left.
    void end() {
        over = true;
        for (Task task : List.copyOf(tasks)) {
            while (!task.ended) {
                current = task;
                task.turn.release();
                back.acquireUninterruptibly();
            }
        }
    }

    /// The running task waits until a condition holds, or a time has passed; here another one may run.
    ///
    /// @throws InterruptedException when the task has been interrupted
    void await(BooleanSupplier condition, long nanos) throws InterruptedException {
        Task task = current;
        task.condition = condition;
        task.until = nanos >= Long.MAX_VALUE - now ? Long.MAX_VALUE : now + nanos;
        if (over) {
            throw new Killed();
        }
        Task next = choose();
        if (next != task) {
            goOnWith(next);
            task.turn.acquireUninterruptibly();
        }
        if (over) {
            throw new Killed();
        }
        if (task.interrupted) {
            task.interrupted = false;
            throw new InterruptedException();
        }
    }

    /// Here another task may run.
    void letOthers() throws InterruptedException {
        await(() -> true, Long.MAX_VALUE);
    }

    private List<Task> ready() {
        List<Task> ready = new ArrayList<>();
        for (Task task : tasks) {
            if (task.isReady()) {
                ready.add(task);
            }
        }
        return ready;
    }

    final class Task implements ConsumerRuntime.Task {
        private final SimulatedProcess process;
        private final String name;
        private final Semaphore turn = new Semaphore(0);
        private BooleanSupplier condition = () -> true;
        private long until = Long.MAX_VALUE;
        private boolean interrupted;
        private boolean ended;

        private Task(SimulatedProcess process, String name, Runnable work) {
            this.process = process;
            this.name = name;
            Thread.ofVirtual().start(() -> {
                turn.acquireUninterruptibly();
                try {
                    if (!over) {
                        work.run();
                    }
                } catch (Killed end) {
                    // As meant.
                } finally {
                    ended = true;
                    tasks.remove(this);
                    goOnWith(over ? null : choose());
                }
            });
        }

        private boolean isReady() {
            return !ended && process.isRunning() && (interrupted || until <= now || condition.getAsBoolean());
        }

        /// When it may continue, if no condition wakes it before.
        private long wakes() {
            return process.isRunning() ? until : process.stalledUntil();
        }

        @Override
        public boolean join(Duration patience) throws InterruptedException {
            await(() -> ended, patience.toNanos());
            return ended;
        }

        @Override
        public void interrupt() {
            interrupted = true;
        }

        @Override
        public boolean isAlive() {
            return !ended;
        }

        @Override
        public String toString() {
            return process + " " + name;
        }
    }
}
