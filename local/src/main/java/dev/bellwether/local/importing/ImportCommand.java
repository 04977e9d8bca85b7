package dev.bellwether.local.importing;

import dev.bellwether.chassis.time.Dates;
import dev.bellwether.local.cli.Complaint;
import dev.bellwether.local.cli.Output;
import dev.bellwether.local.cli.ProgressBar;
import dev.bellwether.local.connection.Connection;
import dev.bellwether.local.connection.PlatformOption;
import dev.bellwether.local.importing.mapping.DayShift;
import dev.bellwether.local.importing.mapping.Mapping;
import dev.bellwether.local.importing.mapping.MappingReader;
import dev.bellwether.local.progress.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "import", description = {"Send the CSV files of an export in, as a mapping says, and account for every row.",
        "Importing the same again changes nothing. Exit code 1 when nothing of it could be taken."})
public final class ImportCommand implements Callable<Integer> {

    @Mixin
    private PlatformOption platform;

    @Mixin
    private Output output;

    @Option(names = "--mapping", required = true, paramLabel = "<name or file>",
            description = "How rows become events: the name of a mapping that ships with Bellwether (ravenstack), or a YAML file.")
    private String mappingName;

    @Option(names = "--as-if-today", description = "Move all times by whole days, so that the newest lie in yesterday.")
    private boolean asIfToday;

    @Option(names = "--tenant", paramLabel = "<tenant>", description = "For whom. Default: the one that the mapping names.")
    private Optional<String> tenant = Optional.empty();

    @Option(names = "--clock-offset", paramLabel = "<PT..>", defaultValue = "PT0S", description = "As the platform was started with.")
    private Duration clockOffset;

    @Parameters(paramLabel = "<folder>", description = "With the export's files.")
    private Path folder;

    private final InstantSource clock = InstantSource.system();

    @Override
    public Integer call() {
        if (!Files.isDirectory(folder)) {
            throw new Complaint("There is no folder " + folder + ".");
        }
        Mapping mapping = MappingReader.read(mappingName);
        String importedFor = tenant.orElse(mapping.tenant());
        ImportReport report;
        try (Connection connection = platform.connect()) {
            Progress.requireRunning(connection);
            long rows = mapping.countRows(folder);
            try (ProgressBar bar = new ProgressBar("Importing", "rows")) {
                report = new Importer(connection, mapping, folder, importedFor, shift(mapping, importedFor), read -> bar.advanceTo(read, rows)).run();
            }
            System.err.println("Closing the days that the import brought ...");
            new Progress(connection).awaitSettled(_ -> { });
        }
        output.print(report, report::print);
        if (report.total().accepted() + report.total().duplicate() > 0) {
            System.err.println("See them with: ./bellwether segments --tenant " + importedFor);
            return 0;
        }
        return report.total().rejected() == 0 ? 0 : 1;
    }

    private DayShift shift(Mapping mapping, String importedFor) {
        return !asIfToday ? DayShift.NONE : ShiftMemory.recall(platform.dataDirectory(), importedFor, mapping.name(), () -> {
            LocalDate yesterday = Dates.dayOf(clock.instant().plus(clockOffset)).minusDays(1);
            LocalDate newest = mapping.newest(folder).map(Dates::dayOf).orElse(yesterday);
            return new DayShift(ChronoUnit.DAYS.between(newest, yesterday));
        });
    }
}
