/// Peer references: the frozen distributions that percentile ranks are computed from.
/// Not here: the ranks of an account (package `calculation`), when a reference is taken (package `closing`).
/// Begin with `PeerReference`; `VisibleReferences` says which ones a partition may use.
package dev.bellwether.features.peers;
