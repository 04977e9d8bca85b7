/// The command `segments`: how many accounts are in each, and where the revenue is.
/// Not how memberships are decided: segmentation-service does that.
/// Begin with [SegmentsCommand].
package dev.bellwether.cli.segments;
