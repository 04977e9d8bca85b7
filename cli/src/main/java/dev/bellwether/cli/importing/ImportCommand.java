package dev.bellwether.cli.importing;

import dev.bellwether.chassis.time.Dates;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.PlatformOption;
import dev.bellwether.cli.importing.lines.LineFormat;
import dev.bellwether.cli.importing.lines.LinesImport;
import dev.bellwether.cli.importing.lines.LinesReport;
import dev.bellwether.cli.importing.mapping.DayShift;
import dev.bellwether.cli.importing.mapping.ExportInventory;
import dev.bellwether.cli.importing.mapping.Mapping;
import dev.bellwether.cli.importing.mapping.MappingReader;
import dev.bellwether.cli.progress.PipelineProgress;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.Output;
import dev.bellwether.cli.terminal.ProgressBar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "import", description = {"Send files in, and account for every line: CSV files of an export, as a mapping says,",
    "or files of one JSON document a line (.jsonl, .ndjson): Segment's events, CloudEvents, or Bellwether's own. gzip is taken.",
    "Importing the same again changes nothing. Exit code 1 when nothing of it could be taken."})
public final class ImportCommand implements Callable<Integer> {

    @Mixin
    private PlatformOption platform;

    @Mixin
    private Output output;

    @Option(names = "--mapping", paramLabel = "<name or file>",
            description = "How rows of CSV files become events: the name of a mapping that ships with Bellwether (customer-table, ravenstack), or a YAML file.")
    private Optional<String> mappingName = Optional.empty();

    @Option(names = "--as-if-today",
            description = {"Move all times by whole days, so that the newest row that has happened lies in yesterday.",
                "By how many is remembered, for importing the same again. With --mapping."})
    private boolean asIfToday;

    @Option(names = "--as-of", paramLabel = "<day>",
            description = "The export's last day, as in 2024-11-30, for --as-if-today: that day becomes yesterday.")
    private Optional<LocalDate> asOf = Optional.empty();

    @Option(names = "--forget-shift", description = "Reckon anew for --as-if-today, without regard to an import before.")
    private boolean forgetShift;

    @Option(names = "--tenant", paramLabel = "<tenant>", description = "For whom. Default: the one that the mapping names.")
    private Optional<String> tenant = Optional.empty();

    @Option(names = "--clock-offset", paramLabel = "<PT..>", defaultValue = "PT0S", description = "As the platform was started with.")
    private Duration clockOffset;

    @Option(names = "--format", paramLabel = "<format>", defaultValue = "auto",
            description = "What the lines are: segment, cloudevents, events, or auto, to find out from the first of them. Default: ${DEFAULT-VALUE}.")
    private String format;

    @Option(names = "--key", paramLabel = "<write key>",
            description = "Of the source that the lines come from. Default: BELLWETHER_WRITE_KEY, or a key of the source 'import', made with the admin key.")
    private Optional<String> key = Optional.empty();

    @Option(names = "--live", description = "As what happens now, instead of under a backfill. Without --mapping.")
    private boolean live;

    @Option(names = "--restart", description = "From the first line, without regard to an import that was interrupted. Without --mapping.")
    private boolean restart;

    @Option(names = "--dry-run", description = "Only say what would be taken.")
    private boolean dryRun;

    @Parameters(paramLabel = "<folder or file>", arity = "1..*",
            description = "Files, or folders with files; with --mapping the folder of the export.")
    private List<Path> paths = List.of();

    private final InstantSource clock = InstantSource.system();

    @Override
    public Integer call() {
        return mappingName.isPresent() ? importMapped(MappingReader.read(mappingName.get())) : importLines();
    }

    private int importLines() {
        String importedFor = tenant.orElseThrow(() -> new CommandException(
                "Say for whom: --tenant. And for CSV files say with --mapping how their rows become events."));
        List<Path> files = LinesImport.files(paths);
        LinesImport.Settings settings = new LinesImport.Settings(importedFor, format(), key, live, restart, dryRun);
        LinesReport report;
        try (Connection connection = platform.connect()) {
            PipelineProgress.awaitRunning(connection);
            report = new LinesImport(connection, platform.dataDirectory(), settings).run(files);
            if (!dryRun) {
                settle(connection, live);
            }
        }
        output.print(report, report::print);
        return report.total().accepted() > 0 || report.total().rejected() + report.total().unreadable() == 0 ? 0 : 1;
    }

    private Optional<LineFormat> format() {
        return switch (format) {
            case "auto" -> Optional.empty();
            case "segment" -> Optional.of(LineFormat.SEGMENT);
            case "cloudevents" -> Optional.of(LineFormat.CLOUDEVENTS);
            case "events" -> Optional.of(LineFormat.EVENTS);
            default -> throw new CommandException("--format is one of auto, segment, cloudevents and events, and not '" + format + "'.");
        };
    }

    private int importMapped(Mapping mapping) {
        Path folder = paths.getFirst();
        if (paths.size() != 1 || !Files.isDirectory(folder)) {
            throw new CommandException(
                    paths.size() != 1 ? "With --mapping name one folder, which has all its files." : "There is no folder " + folder + ".");
        }
        String importedFor = tenant.orElse(mapping.tenant());
        ImportReport report;
        try (Connection connection = platform.connect()) {
            PipelineProgress.awaitRunning(connection);
            ExportInventory survey = mapping.survey(folder, clock.instant().plus(clockOffset));
            DayShift shift = shift(mapping, importedFor, survey);
            Path refusedRows = platform.dataDirectory().resolve("imports").resolve(importedFor + "-" + mapping.name() + ".rejected");
            try (ProgressBar bar = new ProgressBar(dryRun ? "Checking" : "Importing", "rows");
                    RefusedRows refused = new RefusedRows(refusedRows, mapping, folder)) {
                Importer importer =
                        new Importer(connection, mapping, folder, importedFor, shift, refused, read -> bar.advanceTo(read, survey.rows()));
                report = dryRun ? importer.check() : importer.run();
            }
            if (!dryRun) {
                settle(connection, false);
            }
        }
        output.print(report, report::print);
        if (report.total().accepted() + report.total().duplicate() > 0) {
            System.err.println("See them with: ./bellwether segments --tenant " + importedFor);
            return 0;
        }
        return report.total().rejected() == 0 ? 0 : 1;
    }

    private static void settle(Connection connection, boolean live) {
        System.err.println(live ? "Waiting until all services have taken it in ..." : "Closing the days that the import brought ...");
        new PipelineProgress(connection).awaitSettled(_ -> {});
    }

    private DayShift shift(Mapping mapping, String importedFor, ExportInventory survey) {
        if (!asIfToday && asOf.isEmpty()) {
            return DayShift.NONE;
        }
        LocalDate yesterday = Dates.dayOf(clock.instant().plus(clockOffset)).minusDays(1);
        ShiftMemory memory = ShiftMemory.of(platform.dataDirectory(), importedFor, mapping.name());
        return new AsIfToday(memory, asOf, forgetShift, dryRun, yesterday, output.terminal()).shift(survey.newest(), System.err);
    }
}
