/// Lists the accounts of a tenant that anything is stored about.
/// Not here: what is stored about one account (package `timeline`) and its erasure (package `erasure`).
/// Begin with `AccountDirectory`.
package dev.bellwether.ingestion.account;
