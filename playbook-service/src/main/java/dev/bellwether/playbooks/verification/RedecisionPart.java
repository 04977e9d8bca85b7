package dev.bellwether.playbooks.verification;

import dev.bellwether.segmentation.v1.RedecidePartitionResponse.Standing;
import dev.bellwether.segmentation.v1.RedecideSummary;
import java.util.List;

/// A part of what segmentation answers when it decides a partition anew.
sealed interface RedecisionPart {
    record Standings(List<Standing> standings) implements RedecisionPart {}

    record Summary(RedecideSummary summary) implements RedecisionPart {}
}
