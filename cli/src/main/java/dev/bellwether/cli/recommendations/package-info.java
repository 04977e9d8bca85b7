/// The commands `recommendations` and `outcomes`.
/// Not how recommendations are decided: playbook-service does that.
/// Begin with [RecommendationsCommand].
package dev.bellwether.cli.recommendations;
