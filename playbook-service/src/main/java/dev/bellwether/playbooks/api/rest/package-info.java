/// The same calls over REST: resources, JSON forms, problem details.
/// Not here: the calls themselves (package `api`).
/// Begin with `RecommendationResource`.
package dev.bellwether.playbooks.api.rest;
