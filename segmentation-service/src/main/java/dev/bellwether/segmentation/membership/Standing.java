package dev.bellwether.segmentation.membership;

import java.time.LocalDate;

/// Where the closings have settled an account: what a minimum stay and the stay conditions are measured from.
///
/// @param since the first closed day of it
public record Standing(SegmentId segment, LocalDate since) {}
