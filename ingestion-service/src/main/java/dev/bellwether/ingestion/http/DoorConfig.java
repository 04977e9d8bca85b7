package dev.bellwether.ingestion.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "bellwether.doors")
interface DoorConfig {

    /// How long a caller may take to send a body.
    @WithDefault("PT30S")
    Duration bodyWithin();

    /// Bytes of a body that is refused, because it is too large or too much is on its way, that are read and thrown away
    /// before the answer: most clients look for one only when they have sent everything. Beyond them the connection is closed.
    @WithDefault("8000000")
    int discardBytes();
}
