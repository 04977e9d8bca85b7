package dev.bellwether.cli.importing.mapping;

import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.mapping.FieldValues;
import dev.bellwether.mapping.SourcePosition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One file of an export, and the events that its rows give.
///
/// @param name short and stable: the ids of the events begin with it
record MappedFile(String name, String file, FileStyle style, SourcePosition place, RowExpression account, RowExpression id,
        Optional<RowExpression> user, List<EventMapping> events) {

    static Path in(Path folder, String file, SourcePosition place) {
        Path plain = folder.resolve(file);
        Path path = Files.exists(plain) ? plain : folder.resolve(file + ".gz");
        if (!Files.isRegularFile(path)) {
            throw new BrokenMapping(place, "the folder " + folder + " has no file " + file);
        }
        return path;
    }

    CsvFile open(Path folder) {
        CsvFile opened = new CsvFile(in(folder, file, place), style);
        if (!opened.header().columns().isEmpty()) {
            expressions().forEach(expression -> expression.checkColumns(opened.header(), file));
        }
        return opened;
    }

    private Stream<RowExpression> expressions() {
        return Stream.concat(Stream.concat(Stream.of(account, id), user.stream()),
                events.stream().flatMap(event -> Stream.concat(Stream.concat(event.when().stream(), Stream.of(event.at())),
                        Stream.concat(event.sequence().stream(), event.fields().stream()).map(RowField::expression))));
    }

    /// Shows when the row's events were.
    void survey(Row row, NewestRow newest) {
        try {
            row.check();
            for (EventMapping event : events) {
                if (event.applies(row)) {
                    event.occurredAt(row, style.times())
                            .ifPresent(at -> newest.see(event.fact().getName(), new NewestRow.Place(file, row.line(),
                                    String.join(", ", event.at().columns()),
                                    event.at().columns().stream().map(row::get).collect(Collectors.joining(", ")), at)));
                }
            }
        } catch (BrokenRow _) {
            // Told when its events are wanted.
        }
    }

    /// What a row gives: usually one event, sometimes several or none, all of one account.
    List<Event> events(Row row, String tenant, String source, FieldValues values) throws BrokenRow {
        row.check();
        String rowId = required(id, row, "id");
        String rowAccount = required(account, row, "account");
        List<Event> given = new ArrayList<>(events.size());
        for (EventMapping event : events) {
            Optional<Instant> at = event.applies(row) ? event.occurredAt(row, values.times()) : Optional.empty();
            if (at.isPresent() && !event.isEndless(row, values)) {
                Event.Builder built = event.event(row, at.get(), values).setTenant(tenant).setSource(source).setAccount(rowAccount)
                        .setEventId(name + "/" + rowId + "/" + event.suffix());
                if (user.isPresent()) {
                    built.setUser(user.get().text(row));
                }
                given.add(built.build());
            }
        }
        return given;
    }

    private static String required(RowExpression expression, Row row, String what) throws BrokenRow {
        String text = expression.text(row);
        if (text.isEmpty()) {
            throw new BrokenRow("MISSING", expression.columns(), "the row has no " + what);
        }
        return text;
    }
}
