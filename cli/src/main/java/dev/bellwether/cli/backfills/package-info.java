/// The commands `backfills`: list, finish and abandon them.
/// Not how one is begun and sent: see `sending`.
/// Begin with [BackfillsCommand].
package dev.bellwether.cli.backfills;
