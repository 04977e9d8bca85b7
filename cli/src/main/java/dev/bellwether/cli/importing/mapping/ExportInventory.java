package dev.bellwether.cli.importing.mapping;

import java.util.List;

/// What an export has, found before anything of it is sent.
///
/// @param rows   of all files together
/// @param empty  files without a row
/// @param newest where the export ends
public record ExportInventory(long rows, List<String> empty, NewestRow newest) {}
