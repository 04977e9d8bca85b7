package dev.bellwether.chassis.log.consumer;

/// A replica in a simulation: what runs in it, and whether it does.
final class SimulatedProcess implements ConsumerRuntime {

    private final SimulatedTasks tasks;
    private final int number;
    private boolean killed;
    private long stalledUntil;

    SimulatedProcess(SimulatedTasks tasks, int number) {
        this.tasks = tasks;
        this.number = number;
    }

    boolean isRunning() {
        return !killed && stalledUntil <= tasks.now();
    }

    boolean isKilled() {
        return killed;
    }

    /// No task of it runs, now or later.
    void kill() {
        killed = true;
    }

    /// No task of it runs for a while, as when a garbage collector or a hypervisor has stopped it.
    void stall(long nanos) {
        stalledUntil = tasks.now() + nanos;
    }

    long stalledUntil() {
        return stalledUntil;
    }

    @Override
    public long nanoTime() {
        return tasks.now();
    }

    @Override
    public double jitter() {
        return tasks.jitter();
    }

    @Override
    public Task start(String name, Runnable work) {
        return tasks.start(this, name, work);
    }

    @Override
    public Task startDaemon(String name, Runnable work) {
        return start(name, work);
    }

    @Override
    public Monitor monitor() {
        return new Signal();
    }

    @Override
    public String toString() {
        return "replica " + number;
    }

    /// One task runs at a time, and none waits for anything but a signal while it holds a lock.
    private final class Signal implements Monitor {
        private long signals;

        @Override
        public void lock() {}

        @Override
        public void unlock() {}

        @Override
        public long await(long nanos) throws InterruptedException {
            long seen = signals;
            long begun = tasks.now();
            tasks.await(() -> signals != seen, nanos);
            return nanos - (tasks.now() - begun);
        }

        @Override
        public void signalAll() {
            signals++;
        }
    }
}
