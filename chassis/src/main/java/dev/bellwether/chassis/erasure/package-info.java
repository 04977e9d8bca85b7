/// What every service does to erase an account: tombstone, deletion of its tables, confirmation, export.
/// Not here: which tables those are (each service's `AccountData`), receipts (ingestion-service, package `erasure`).
/// Begin with `Eraser`.
package dev.bellwether.chassis.erasure;
