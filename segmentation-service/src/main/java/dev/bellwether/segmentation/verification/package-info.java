/// Decides a whole partition again from rebuilt features, and compares it with what is stored.
/// Not here: production decisions (package `evaluation`).
/// Begin with `MembershipVerification`.
package dev.bellwether.segmentation.verification;
