package dev.bellwether.local;

import dev.bellwether.cli.connection.Service;
import dev.bellwether.local.demo.DemoWatch;
import java.util.ArrayList;
import java.util.List;

/// Kills services at certain points of a demo.
final class Killer implements DemoWatch {

    private record Point(Stage stage, double share, Service service) {
        boolean isReached(Stage at, long done, long total) {
            return at == stage && done >= share * total;
        }
    }

    private final TestPlatform platform;
    private final List<Point> waiting = new ArrayList<>();
    private final List<Service> killed = new ArrayList<>();

    Killer(TestPlatform platform) {
        this.platform = platform;
    }

    /// @param share of the stage that is done then
    Killer at(Stage stage, double share, Service service) {
        waiting.add(new Point(stage, share, service));
        return this;
    }

    synchronized List<Service> killed() {
        return List.copyOf(killed);
    }

    @Override
    public synchronized void at(Stage stage, long done, long total) {
        waiting.removeIf(point -> {
            boolean reached = point.isReached(stage, done, total);
            if (reached) {
                platform.kill(point.service());
                killed.add(point.service());
            }
            return reached;
        });
    }
}
