/// The aggregate that decides an account's segment, such as At Risk, with hysteresis; pure.
/// Not here: the rules of each segment (`schemes/lifecycle.yaml`, package `scheme`), input and output (package `evaluation`).
/// Begin with `MembershipDecider`.
package dev.bellwether.segmentation.membership;
