package dev.bellwether.local.demo;

import dev.bellwether.cli.terminal.ProgressBar;

/// Shows the demo's stages as progress bars, one after the other.
final class DemoProgress implements DemoWatch, AutoCloseable {

    private Stage stage;
    private ProgressBar bar;

    @Override
    public void at(Stage at, long done, long total) {
        if (at != stage) {
            close();
            stage = at;
            bar = new ProgressBar(String.format("%-16s", at.title()), at.unit());
        }
        bar.advanceTo(done, total);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
