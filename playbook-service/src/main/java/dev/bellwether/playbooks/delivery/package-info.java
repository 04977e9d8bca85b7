/// Delivers changes of recommendations to watching clients, from the end of topic `playbooks`.
/// Not here: publishing to the topic (`Publishing`), the gRPC stream (package `api`).
/// Begin with `RecommendationFeed`.
package dev.bellwether.playbooks.delivery;
