package dev.bellwether.cli.importing.mapping;

import dev.bellwether.mapping.NumberStyle;
import dev.bellwether.mapping.time.TimeReader;
import java.nio.charset.Charset;
import java.util.Optional;

/// How a file is written, as its mapping says.
///
/// @param encoding  empty: UTF-8, or what a byte order mark says
/// @param separator between columns; empty: a comma, or what Excel's first line (`sep=;`) says
record FileStyle(Optional<Charset> encoding, Optional<Character> separator, TimeReader times, NumberStyle numbers) {

    static final FileStyle PLAIN = new FileStyle(Optional.empty(), Optional.empty(), TimeReader.ISO, NumberStyle.PLAIN);
}
