package dev.bellwether.local.importing.mapping;

import java.nio.charset.Charset;
import java.util.List;

/// How a CSV file writes its rows.
public record RowForm(List<String> columns, char separator, Charset charset) {}
