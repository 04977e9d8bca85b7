package dev.bellwether.local.importing.lines;

/// @param number from 1
/// @param bytes  without its end; the beginning when it is too long
record RawLine(long number, byte[] bytes, boolean tooLong) {}
