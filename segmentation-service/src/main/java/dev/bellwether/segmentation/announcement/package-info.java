/// Tells the writers of all partitions that a scheme has taken force, so that accounts of which nothing is heard are decided by it, too.
/// Not here: publishing (chassis, package `definition`), deciding again (package `evaluation`).
/// Begin with `SchemeAnnouncer`.
package dev.bellwether.segmentation.announcement;
