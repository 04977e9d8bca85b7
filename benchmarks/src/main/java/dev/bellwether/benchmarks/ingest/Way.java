package dev.bellwether.benchmarks.ingest;

import dev.bellwether.benchmarks.load.LoadEvents;
import dev.bellwether.local.platform.LocalPlatform;

/// The ways in, by the names that the command line gives them.
enum Way {
    stream,
    calls,
    segment;

    Door open(LocalPlatform platform, LoadEvents events) {
        return switch (this) {
            case stream -> GrpcDoor.streaming(platform, events);
            case calls -> GrpcDoor.calling(platform, events);
            case segment -> new SegmentBatchDoor(platform, events);
        };
    }
}
