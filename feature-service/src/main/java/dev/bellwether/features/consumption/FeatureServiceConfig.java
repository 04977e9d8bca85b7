package dev.bellwether.features.consumption;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/// `bellwether.features.…`
@ConfigMapping(prefix = "bellwether.features")
public interface FeatureServiceConfig {

    /// Accounts whose state is kept in memory, over all partitions that a replica may own. One takes some 5 to 10 KB.
    @WithDefault("12000")
    int cachedAccounts();

    /// Records in a batch at most.
    @WithName("max-batch")
    @WithDefault("4000")
    int maxBatch();
}
