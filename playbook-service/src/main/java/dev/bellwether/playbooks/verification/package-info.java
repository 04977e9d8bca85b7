/// Compares stored recommendations with what memberships that are decided again require.
/// Not here: deciding memberships again (segmentation-service, package `verification`).
/// Begin with `RecommendationVerification`.
package dev.bellwether.playbooks.verification;
