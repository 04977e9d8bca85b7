package dev.bellwether.ingestion.closing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "bellwether.closing")
interface ClosingConfig {

    /// How long after midnight (UTC) a day is closed: the time that late facts have to count for it.
    @WithDefault("PT10M")
    Duration grace();

    /// How long the clock is left unlooked at, at most, since it may be set.
    @WithDefault("PT20S")
    Duration longestPause();
}
