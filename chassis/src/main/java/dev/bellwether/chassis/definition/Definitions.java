package dev.bellwether.chassis.definition;

import dev.bellwether.chassis.sql.SqlFailure;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// Reads and changes the stored definitions of one kind, waiting for the database. For virtual threads.
///
/// @param kind the key of a row of the table `definition_change`, which the first change inserts
public record Definitions(String kind) {

    /// In one transaction.
    public <T> T read(Supplier<Uni<T>> work) {
        return await(() -> Panache.withTransaction(work));
    }

    /// In one transaction, alone: the changes of a kind come one after the other, so what is looked up is still so when
    /// it is written. There are few of them.
    public <T> T change(Supplier<Uni<T>> work) {
        return await(() -> Panache.withTransaction(() -> count().flatMap(_ -> work.get())));
    }

    /// Counts a change of this kind, too, in the transaction of another one's, which comes alone from here on.
    Uni<Void> count() {
        return Panache.getSession().flatMap(session -> session
                .createNativeQuery("INSERT INTO definition_change AS kept (kind, changes) VALUES (?1, 1) "
                        + "ON CONFLICT (kind) DO UPDATE SET changes = kept.changes + 1")
                .setParameter(1, kind)
                .executeUpdate()).replaceWithVoid();
    }

    /// Grows with every change; 0 before the first. Read before what it counts: what is read later may be newer, and never older.
    public long changes() {
        return read(this::counted);
    }

    /// [#changes], for work that is in a transaction already: within a change the change itself is counted.
    Uni<Long> counted() {
        return Panache.getSession().flatMap(session -> session
                .createNativeQuery("SELECT coalesce(max(changes), 0) FROM definition_change WHERE kind = ?1", Long.class)
                .setParameter(1, kind)
                .getSingleResult());
    }

    private static <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failure) {
            throw told(failure);
        }
    }

    /// A database that is away comes out as it does from [dev.bellwether.chassis.sql.Database].
    private static RuntimeException told(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException || cause instanceof IOException) {
                return new SqlFailure(cause.getMessage(), cause);
            }
        }
        return failure instanceof RuntimeException plain ? plain : new CompletionException(failure);
    }
}
