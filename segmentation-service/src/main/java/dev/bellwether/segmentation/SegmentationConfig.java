package dev.bellwether.segmentation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// `bellwether.segmentation.…`
@ConfigMapping(prefix = "bellwether.segmentation")
interface SegmentationConfig {

    /// Accounts whose standing is kept in memory between batches, over all partitions. About 300 bytes each.
    @WithDefault("120000")
    int cachedAccounts();
}
