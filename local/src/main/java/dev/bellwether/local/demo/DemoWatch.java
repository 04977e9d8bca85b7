package dev.bellwether.local.demo;

/// Sees how far the demo is.
@FunctionalInterface
public interface DemoWatch {

    enum Stage {
        SENDING("Sending history", "events"), CLOSING("Closing its days", "partitions"), SETTLING("Catching up", "entries"),
        LIVE("Sending today", "events"), SETTLING_LIVE("Catching up", "entries");

        private final String title;
        private final String unit;

        Stage(String title, String unit) {
            this.title = title;
            this.unit = unit;
        }

        String title() {
            return title;
        }

        String unit() {
            return unit;
        }
    }

    /// @param total so far as it is known
    void at(Stage stage, long done, long total);
}
