package dev.bellwether.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Where the launcher's own log lines go, Kafka's among them: never to the screen.
public final class CommandLog {

    private static final Logger ROOT = Logger.getLogger("");

    private CommandLog() {}

    public static void silence() {
        for (Handler handler : ROOT.getHandlers()) {
            ROOT.removeHandler(handler);
        }
    }

    public static void to(Path file) throws IOException {
        silence();
        Files.createDirectories(file.getParent());
        FileHandler handler = new FileHandler(file.toString(), true);
        handler.setFormatter(new SimpleFormatter());
        ROOT.setLevel(Level.INFO);
        ROOT.addHandler(handler);
    }
}
