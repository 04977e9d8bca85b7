/// A blocking interface to PostgreSQL for virtual threads, on the Vert.x client.
/// Not here: any table.
/// Begin with `Database` and `Sql`; `OptimisticTransaction` tries again what a concurrent change has undone.
package dev.bellwether.chassis.sql;
