package dev.bellwether.features;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/// `bellwether.features.…`
@ConfigMapping(prefix = "bellwether.features")
interface FeaturesConfig {

    /// Months of accounts kept in memory, over all partitions that a replica may own. One takes about 2 KB.
    @WithDefault("36000")
    int cachedMonths();

    /// Records in a batch at most.
    @WithName("max-batch")
    @WithDefault("4000")
    int maxBatch();

    /// Snapshots made in one transaction at most when days are closed; only one account's history may be longer. All partitions
    /// together must get through as many each before the database ends their transactions.
    @WithName("closed-at-once")
    @WithDefault("10000")
    int closedAtOnce();
}
