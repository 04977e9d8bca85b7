package dev.bellwether.cli.importing.mapping;

import java.nio.charset.Charset;
import java.util.List;

/// How a CSV file writes its rows.
public record RowForm(List<String> columns, char separator, Charset charset) {

    /// The columns before an export's own in a file of its refused rows. What such a file holds is guarded by [FormulaGuard].
    public static final List<String> REFUSAL = List.of("refused_line", "refused_column", "refused_reason", "refused_message");
}
