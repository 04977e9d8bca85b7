package dev.bellwether.segmentation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// `bellwether.segmentation.…`
@ConfigMapping(prefix = "bellwether.segmentation")
interface SegmentationConfig {

    /// Accounts whose standing is kept in memory between batches, over all partitions. About 300 bytes each.
    @WithDefault("120000")
    int cachedAccounts();

    /// Accounts of a partition that are decided again in one transaction when a scheme has taken force. All of them are in memory, each
    /// with its features, about 3 KB.
    @WithDefault("2000")
    int decidedAtOnce();
}
