package dev.bellwether.ingestion.erasure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

@ConfigMapping(prefix = "bellwether.erasure")
interface ErasureConfig {

    /// The services that an erasure waits for, by the names that they confirm with.
    @WithDefault("ingestion,features,segmentation,playbooks")
    List<String> confirmedBy();
}
