package dev.bellwether.local.simulate;

import dev.bellwether.chassis.time.Dates;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.Numbers;
import dev.bellwether.cli.terminal.Output;
import dev.bellwether.simulator.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Where a simulated history is written, and what is said about it.
final class SimulatedFiles {

    /// @param rows     rows or lines of the history
    /// @param commands that bring it in
    record Result(List<Path> files, long rows, LocalDate lastDay, List<String> commands) {}

    /// Writes files into the folder.
    @FunctionalInterface
    interface Writing {

        /// @return rows or lines written
        long write(Simulation simulation, Path folder) throws IOException;
    }

    @Mixin
    private SimulationOptions options;

    @Mixin
    private Output output;

    @Option(names = "--today", paramLabel = "<day>",
            description = "The first day that is not history, as in 2026-03-10. Default: today (UTC).")
    private Optional<LocalDate> today = Optional.empty();

    @Parameters(paramLabel = "<folder>", description = "The folder to write to; it is made if there is none.")
    private Path folder;

    private final InstantSource clock = InstantSource.system();

    /// @param names    of the files that are written, which must not be there
    /// @param commands that bring them in, without `./bellwether`; `%s` is the folder
    int write(List<String> names, List<String> commands, Writing writing) {
        List<Path> files = names.stream().map(folder::resolve).toList();
        files.stream().filter(Files::exists).findFirst().ifPresent(there -> {
            throw new CommandException(there + " is there already. Name another folder, or remove it first.");
        });
        Simulation simulation =
                Simulation.create(options.settings(TenantOption.USUAL, today.orElseGet(() -> Dates.dayOf(clock.instant()))));
        long rows;
        try {
            Files.createDirectories(folder);
            rows = writing.write(simulation, folder);
        } catch (IOException failure) {
            throw new CommandException(folder + " cannot be written to: " + failure.getMessage(), failure);
        }
        Result result = new Result(files, rows, simulation.lastDay(),
                commands.stream().map(command -> "./bellwether " + command.formatted(folder)).toList());
        output.print(result, out -> {
            files.forEach(out::println);
            out.println(Numbers.count(rows) + " in all, of customers as they stand on " + result.lastDay() + ". Bring them in with:");
            result.commands().forEach(out::println);
        });
        return 0;
    }
}
