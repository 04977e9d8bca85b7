package dev.bellwether.cli.importing.lines;

/// A line that can be sent.
///
/// @param json what is sent of it: a JSON object, each of its values as it stands in the line, to the byte
/// @param name of what happened, for the report
record Line(RawLine raw, byte[] json, String name) {

    long number() {
        return raw.number();
    }
}
