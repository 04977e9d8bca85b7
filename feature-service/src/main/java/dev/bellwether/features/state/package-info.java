/// What is stored of an account: one chunk for each month, folded by union and addition only; pure.
/// Not here: tables and caches (package `storage`), features (package `calculation`).
/// Begin with `AccountState` and `MonthChunk`; `FactOrder` orders facts of one instant.
package dev.bellwether.features.state;
