/// Segmentation service: its configuration, its beans, and the start and stop of its loops.
/// Not here: any capability; each has a package of its own below.
/// Begin with `SegmentationLifecycle`.
package dev.bellwether.segmentation;
