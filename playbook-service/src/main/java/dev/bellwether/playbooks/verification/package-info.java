/// Compares stored recommendations with what memberships that are decided again require.
/// Not here: deciding memberships again (segmentation-service, package `redecide`).
/// Begin with `PartitionVerifier`.
package dev.bellwether.playbooks.verification;
