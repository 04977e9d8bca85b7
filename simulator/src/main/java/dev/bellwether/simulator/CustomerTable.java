package dev.bellwether.simulator;

import com.google.protobuf.util.Timestamps;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.bellwether.ingestion.v1.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/// The same customers as a company knows them that has no events, only a table of computed metrics: one row a customer, as of a day.
/// The mapping `customer-table` reads it.
public final class CustomerTable {

    private static final String[] COLUMNS = {
        "customer_id", "name", "type", "employees", "plan", "monthly_spend", "signed_up", "last_active", "logins_30d", "logins_90d",
        "usage_score", "open_tickets", "churned", "as_of"
    };

    private final LocalDate asOf;
    private final Map<String, CustomerRow> rows = new TreeMap<>();

    private CustomerTable(LocalDate asOf) {
        this.asOf = asOf;
    }

    /// As of the end of the history.
    ///
    /// @param file is overwritten, as CSV
    /// @return how many rows
    public static int write(Simulation simulation, Path file) throws IOException {
        return write(simulation, simulation.lastDay(), file);
    }

    public static int write(Simulation simulation, LocalDate asOf, Path file) throws IOException {
        CustomerTable table = new CustomerTable(asOf);
        for (Iterator<Event> events = simulation.history().iterator(); events.hasNext();) {
            Event event = events.next();
            LocalDate day = Instant.ofEpochMilli(Timestamps.toMillis(event.getOccurredAt())).atZone(ZoneOffset.UTC).toLocalDate();
            if (day.isAfter(asOf)) {
                break;
            }
            table.rows.computeIfAbsent(event.getAccount(), _ -> new CustomerRow(asOf)).add(event, day);
        }
        table.write(file);
        return table.rows.size();
    }

    private void write(Path file) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord(COLUMNS);
            rows.forEach((id, row) -> csv.writeRecord(row.values(id, asOf)));
        }
    }
}
