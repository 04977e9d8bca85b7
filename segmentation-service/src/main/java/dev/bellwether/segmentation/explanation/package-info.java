/// Answers where an account is and was, and why.
/// Not here: deciding (package `membership`), the stored form of decisions (package `history`).
/// Begin with `Memberships`.
package dev.bellwether.segmentation.explanation;
