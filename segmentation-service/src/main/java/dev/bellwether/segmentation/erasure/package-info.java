/// Which tables hold data of an account, for export and erasure.
/// Not here: the erasure's steps (`chassis.erasure`).
/// Begin with `SegmentationData`.
package dev.bellwether.segmentation.erasure;
