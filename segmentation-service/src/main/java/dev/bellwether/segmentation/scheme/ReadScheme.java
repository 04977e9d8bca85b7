package dev.bellwether.segmentation.scheme;

import dev.bellwether.mapping.definition.TextFault;
import java.util.List;
import java.util.Optional;

/// What a text is, read as a scheme.
///
/// @param usable   present exactly when no problem is an error
/// @param title    for people; empty when none can be read
/// @param problems errors and warnings, by place
public record ReadScheme(Optional<UsableScheme> usable, String title, List<TextFault> problems) {}
