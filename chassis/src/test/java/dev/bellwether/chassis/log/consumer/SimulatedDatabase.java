package dev.bellwether.chassis.log.consumer;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.sql.SqlFailure;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;

/// The tables that a consumer and [SimulatedFold] keep, with transactions as PostgreSQL has them in READ COMMITTED, as far as these
/// statements can tell: a changed row of `log_offset` is locked until the end, and a statement that waits for it sees what was
/// committed. Calls fail by chance, before the commit or behind it.
final class SimulatedDatabase {

    /// What is wrong with it, to see that a simulation finds out.
    enum Fault {
        NONE, OFFSETS_ARE_NOT_COMPARED
    }

    private static final Map<String, String> ONE_LINE = new ConcurrentHashMap<>();

    private final SimulatedTasks tasks;
    private final Random chance;
    private final Fault fault;
    private final Map<Integer, Long> next = new TreeMap<>();
    private final Map<Integer, Transaction> locks = new TreeMap<>();
    private final Map<Integer, Map<AccountKey, Long>> suspended = new TreeMap<>();
    private final Map<AccountKey, List<Long>> applied = new TreeMap<>(SimulatedLog.BY_NAME);
    private final IntConsumer committed;
    private double failing;

    /// @param committed called for each partition that a commit has changed
    SimulatedDatabase(SimulatedTasks tasks, Random chance, Fault fault, IntConsumer committed) {
        this.tasks = tasks;
        this.chance = chance;
        this.fault = fault;
        this.committed = committed;
    }

    void failing(double share) {
        failing = share;
    }

    long next(int partition) {
        return next.getOrDefault(partition, 0L);
    }

    Map<AccountKey, Long> suspended(int partition) {
        return suspended.getOrDefault(partition, Map.of());
    }

    List<Long> applied(AccountKey account) {
        return applied.getOrDefault(account, List.of());
    }

    /// The connections of a process break: what it has begun is rolled back.
    void disconnect(SimulatedProcess process) {
        locks.values().removeIf(holder -> holder.process == process);
    }

    Database of(SimulatedProcess process) {
        return new Database() {
            @Override
            public <T> T inTransaction(Work<T> work) {
                Transaction transaction = new Transaction(process);
                try {
                    mayFail("no connection");
                    T result = call(work, transaction);
                    mayFail("the connection broke before the commit");
                    transaction.commit();
                    mayFail("the connection broke behind the commit");
                    return result;
                } finally {
                    transaction.end();
                }
            }

            @Override
            public <T> T withConnection(Work<T> work) {
                mayFail("no connection");
                return call(work, (statement, parameters) -> {
                    Transaction alone = new Transaction(process);
                    try {
                        RowSet<Row> answer = alone.execute(statement, parameters);
                        alone.commit();
                        return answer;
                    } finally {
                        alone.end();
                    }
                });
            }
        };
    }

    private static <T> T call(Database.Work<T> work, Sql sql) {
        try {
            return work.with(sql);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void mayFail(String how) {
        pause();
        if (chance.nextDouble() < failing) {
            tasks.note(() -> how);
            throw new SqlFailure(how, new IOException(how));
        }
    }

    private void pause() {
        try {
            tasks.letOthers();
        } catch (InterruptedException interrupted) {
            throw new SqlFailure("interrupted while waiting for the database", interrupted);
        }
    }

    final class Transaction implements Sql {
        private final SimulatedProcess process;
        private final Map<Integer, Long> moved = new TreeMap<>();
        private final Map<Integer, Map<AccountKey, Long>> suspending = new TreeMap<>();
        private final Map<Integer, List<AccountKey>> resuming = new TreeMap<>();
        private final Map<AccountKey, List<Long>> writing = new TreeMap<>(SimulatedLog.BY_NAME);

        private Transaction(SimulatedProcess process) {
            this.process = process;
        }

        @Override
        public RowSet<Row> execute(String statement, Tuple parameters) {
            pause();
            String known = ONE_LINE.computeIfAbsent(statement, text -> text.strip().replaceAll("\\s+", " "));
            int partition = parameters.size() > 1 ? parameters.getInteger(1) : -1;
            return switch (known) {
                case "SELECT id FROM log_topic WHERE topic = $1" -> SimulatedRows.of(List.of());
                case "SELECT next FROM log_offset WHERE topic = $1 AND partition = $2" -> offset(partition);
                case "SELECT next FROM log_offset WHERE topic = $1 AND partition = $2 FOR UPDATE" -> {
                    lock(partition);
                    yield offset(partition);
                }
                case "INSERT INTO log_offset (topic, partition, next) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING" -> {
                    lock(partition);
                    if (!next.containsKey(partition)) {
                        moved.put(partition, parameters.getLong(2));
                    }
                    yield SimulatedRows.changed(1);
                }
                case "UPDATE log_offset SET next = $4 WHERE topic = $1 AND partition = $2 AND next = $3" -> {
                    lock(partition);
                    if (fault != Fault.OFFSETS_ARE_NOT_COMPARED
                            && !parameters.getLong(2).equals(moved.getOrDefault(partition, next.get(partition)))) {
                        yield SimulatedRows.changed(0);
                    }
                    moved.put(partition, parameters.getLong(3));
                    yield SimulatedRows.changed(1);
                }
                case "SELECT tenant, account FROM suspended_account WHERE topic = $1 AND partition = $2" -> SimulatedRows.of(
                        suspended(partition).keySet().stream().map(account -> new Object[] {account.tenant(), account.account()}).toList());
                case "INSERT INTO suspended_account (topic, partition, tenant, account, log_offset, reason)"
                        + " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING" -> {
                    suspending.computeIfAbsent(partition, _ -> new TreeMap<>(SimulatedLog.BY_NAME))
                            .put(new AccountKey(parameters.getString(2), parameters.getString(3)), parameters.getLong(4));
                    yield SimulatedRows.changed(1);
                }
                default -> throw new AssertionError("a simulated database does not know the statement " + known);
            };
        }

        List<Long> load(AccountKey account) {
            pause();
            return new ArrayList<>(applied(account));
        }

        void store(AccountKey account, List<Long> offsets) {
            writing.put(account, List.copyOf(offsets));
        }

        void resume(int partition, AccountKey account) {
            resuming.computeIfAbsent(partition, _ -> new ArrayList<>()).add(account);
        }

        private RowSet<Row> offset(int partition) {
            Long at = moved.getOrDefault(partition, next.get(partition));
            return SimulatedRows.of(at == null ? List.of() : List.<Object[]>of(new Object[] {at}));
        }

        private void lock(int partition) {
            while (locks.getOrDefault(partition, this) != this) {
                try {
                    tasks.await(() -> !locks.containsKey(partition), Long.MAX_VALUE);
                } catch (InterruptedException interrupted) {
                    throw new SqlFailure("interrupted while waiting for the database", interrupted);
                }
            }
            locks.put(partition, this);
        }

        private void commit() {
            if (!process.isKilled()) {
                next.putAll(moved);
                applied.putAll(writing);
                suspending.forEach((partition, accounts) -> {
                    Map<AccountKey, Long> there = suspended.computeIfAbsent(partition, _ -> new TreeMap<>(SimulatedLog.BY_NAME));
                    accounts.forEach(there::putIfAbsent);
                });
                resuming.forEach((partition, accounts) -> accounts.forEach(suspended.get(partition)::remove));
                end();
                Set<Integer> changed = new TreeSet<>(moved.keySet());
                changed.addAll(suspending.keySet());
                changed.addAll(resuming.keySet());
                if (!changed.isEmpty()) {
                    tasks.note(() -> "commits " + moved + " " + writing + " suspends " + suspending + " resumes " + resuming);
                }
                changed.forEach(committed::accept);
            }
        }

        private void end() {
            locks.values().removeIf(holder -> holder == this);
        }
    }
}
