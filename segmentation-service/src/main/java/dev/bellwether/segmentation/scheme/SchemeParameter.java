package dev.bellwether.segmentation.scheme;

import dev.bellwether.mapping.SourcePosition;
import dev.bellwether.mapping.definition.ValueTypes.Constant;

/// A value that conditions use by its name.
///
/// @param field       as in `parameters[2].name`
/// @param place       of its name
/// @param unit        for people; empty when not given
/// @param description for people; empty when not given
public record SchemeParameter(String field, SourcePosition place, String name, Constant value, String unit, String description) {

    /// As expressions take it.
    Object constant() {
        return switch (value) {
            case Constant.OfNumber(double number) -> number;
            case Constant.OfText(String text) -> text;
            case Constant.OfFlag(boolean flag) -> flag;
        };
    }
}
