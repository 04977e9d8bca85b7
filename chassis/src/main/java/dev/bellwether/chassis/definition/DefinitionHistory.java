package dev.bellwether.chassis.definition;

import dev.bellwether.chassis.definition.kind.DefinitionKind;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/// The revisions of one kind, of all tenants, for those who decide by them. In memory are the revisions without their texts, and as many
/// compiled ones as there is room for; tenants that have the same text share what it is compiled to. What is published is read when the
/// count of publications has moved, and only that.
///
/// With the SQL client and not with Hibernate, since it joins a batch's transaction (decision 0010).
public final class DefinitionHistory<C> {

    /// Key of the row of `definition_change` that counts publications, of all kinds of a service.
    static final String PUBLICATIONS = "definitions";
    /// Held by who publishes, alone, and by batches that decide, together.
    static final String LOCK = "hashtextextended('definitions in force', 0)";

    private static final String SHARE = "SELECT pg_advisory_xact_lock_shared(" + LOCK + ")";
    private static final String CHANGES = "SELECT coalesce(max(changes), 0) FROM definition_change WHERE kind = $1";
    private static final int COMPILED_AT_MOST = 256;

    private final DefinitionKind<C> kind;
    private final Database database;
    private final CompiledTexts<C> compiled;
    private volatile KnownRevisions known = KnownRevisions.NONE;

    public DefinitionHistory(DefinitionKind<C> kind, Database database) {
        this.kind = kind;
        this.database = database;
        this.compiled = new CompiledTexts<>(kind, COMPILED_AT_MOST);
    }

    public DefinitionKind<C> kind() {
        return kind;
    }

    /// For a batch that decides, before anything else in its transaction: until that ends nothing is published, so the batch decides wholly
    /// before a publication or wholly after it, and no partition can have closed a day that another one decides by newer rules.
    ///
    /// @return to be used within the transaction
    public DefinitionRevisions<C> sharedBy(Sql transaction) {
        // In two statements: the second one sees what has been published while the first one waited.
        transaction.send(SHARE, Tuple.tuple());
        return new DefinitionRevisions<>(upToDate(transaction), compiled, row -> row.text(transaction, kind.collection()));
    }

    /// As they are now: for answers, and for what takes no part in deciding.
    public DefinitionRevisions<C> now() {
        KnownRevisions now = database.withConnection(this::upToDate);
        return new DefinitionRevisions<>(now, compiled,
                row -> database.withConnection(sql -> row.text(sql, kind.collection())));
    }

    private KnownRevisions upToDate(Sql sql) {
        long changes = sql.execute(CHANGES, Tuple.of(PUBLICATIONS)).iterator().next().getLong(0);
        KnownRevisions before = known;
        if (before.changes() >= changes) {
            return before;
        }
        List<RevisionRow> rows = RevisionRow.read(sql, kind.collection(), before.changes(), changes);
        KnownRevisions after = before.with(rows, changes);
        known = after;
        return after;
    }
}
