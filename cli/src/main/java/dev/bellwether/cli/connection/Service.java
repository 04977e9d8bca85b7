package dev.bellwether.cli.connection;

/// The four services, in the order in which an event passes through them.
public enum Service {
    INGESTION("ingestion-service", "ingestion", 8101),
    FEATURES("feature-service", "features", 8102),
    SEGMENTATION("segmentation-service", "segmentation", 8103),
    PLAYBOOKS("playbook-service", "playbooks", 8104);

    private final String module;
    private final String database;
    private final int port;

    Service(String module, String database, int port) {
        this.module = module;
        this.database = database;
        this.port = port;
    }

    /// Its name, and that of its Maven module.
    public String module() {
        return module;
    }

    /// Its name among its peers, and that of its database.
    public String database() {
        return database;
    }

    /// The usual port of its HTTP and gRPC.
    public int port() {
        return port;
    }

    /// The usual port of its health and metrics.
    public int managementPort() {
        return port + 1000;
    }
}
