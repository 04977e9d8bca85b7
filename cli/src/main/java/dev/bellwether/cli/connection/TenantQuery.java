package dev.bellwether.cli.connection;

import dev.bellwether.cli.terminal.Output;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/// A command that asks something about a tenant, and prints what it is answered.
///
/// @param <T> the answer, whose shape is that of the JSON
public abstract class TenantQuery<T> implements Callable<Integer> {

    @Mixin
    private PlatformOption platform;

    @Mixin
    private TenantOption tenant;

    @Mixin
    private Output output;

    protected abstract T ask(Connection connection, TenantOption tenant);

    /// For people.
    protected abstract void print(T answer, PrintStream out);

    @Override
    public final Integer call() {
        T answer;
        try (Connection connection = platform.connect()) {
            answer = ask(connection, tenant);
        }
        output.print(answer, out -> print(answer, out));
        return 0;
    }
}
