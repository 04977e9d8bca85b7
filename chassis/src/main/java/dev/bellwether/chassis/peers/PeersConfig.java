package dev.bellwether.chassis.peers;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// `bellwether.peers.…`: where the other services of the installation are, each as host:port.
@ConfigMapping(prefix = "bellwether.peers")
interface PeersConfig {

    @WithDefault("localhost:8101")
    String ingestion();

    @WithDefault("localhost:8102")
    String features();

    @WithDefault("localhost:8103")
    String segmentation();

    @WithDefault("localhost:8104")
    String playbooks();
}
