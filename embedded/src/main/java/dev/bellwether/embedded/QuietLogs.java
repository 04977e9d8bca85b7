package dev.bellwether.embedded;

import java.util.List;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.Logger;

/// Reduces the embedded servers' logs to warnings and errors.
final class QuietLogs {
    // Held on purpose: a log manager may drop a logger, and its level with it, once it is unreferenced.
    private static final List<Logger> SILENCED = List.of("kafka", "org.apache.kafka", "state.change.logger", "io.zonky.test").stream()
            .map(name -> LogContext.getLogContext().getLogger(name))
            .toList();

    private QuietLogs() {}

    static void ofServers() {
        SILENCED.forEach(logger -> logger.setLevel(Level.WARN));
        // Normal life of one node that starts and stops, reported as warnings.
        for (String chatty : List.of("org.apache.kafka.clients.NetworkClient", "org.apache.kafka.raft",
                "kafka.server.BrokerLifecycleManager",
                "org.apache.kafka.common.utils.AppInfoParser", "org.apache.kafka.storage.internals.log")) {
            LogContext.getLogContext().getLogger(chatty).setLevel(Level.ERROR);
        }
    }
}
