package dev.bellwether.local.simulate;

import dev.bellwether.simulator.CustomerTable;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "table", description = {"Write customers.csv: one row a customer, with metrics that were computed elsewhere.",
    "The mapping customer-table reads it."})
final class SimulateTable implements Callable<Integer> {

    private static final String FILE = "customers.csv";

    @Mixin
    private SimulatedFiles files;

    @Override
    public Integer call() {
        return files.write(List.of(FILE), List.of("import --mapping customer-table --tenant <tenant> %s"), (simulation, folder) -> {
            Path file = folder.resolve(FILE);
            return CustomerTable.write(simulation, file);
        });
    }
}
