package dev.bellwether.chassis.inbound;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.OptionalLong;

/// How large the messages of calls may be.
@ConfigMapping(prefix = "bellwether.grpc")
interface GrpcConfig {

    /// Bytes of a message, unpacked.
    @WithDefault("262144")
    int messageBytes();

    /// The same for methods that take larger ones, by their names, as in `bellwether.ingestion.v1.Ingestion/RecordEvents`.
    Map<String, Integer> largeMessageBytes();

    /// Bytes that the messages of all calls may take together, unpacked and parsed. An eighth of the heap where nothing is set.
    OptionalLong inboundBytes();

    /// @param path of a call
    default int of(String path) {
        return path == null || path.isEmpty() ? messageBytes() : largeMessageBytes().getOrDefault(path.substring(1), messageBytes());
    }
}
