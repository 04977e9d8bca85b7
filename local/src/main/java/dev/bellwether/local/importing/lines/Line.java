package dev.bellwether.local.importing.lines;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// A line that can be sent.
///
/// @param json what is sent of it
/// @param size of that, in bytes
/// @param name of what happened, for the report
record Line(long number, ObjectNode json, int size, String name) {}
