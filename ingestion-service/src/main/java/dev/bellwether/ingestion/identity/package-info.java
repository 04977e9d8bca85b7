/// Identity resolution: finds the account of each captured message, once, and passes it on to topic `inbound`.
/// Not here: accepting the messages (package `http`), recording them (package `recorder`).
/// Begin with `IdentityHandler`; `BatchIdentities` has the pure rules, `SeenMessages` the deduplication.
package dev.bellwether.ingestion.identity;
