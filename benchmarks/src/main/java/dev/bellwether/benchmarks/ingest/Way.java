package dev.bellwether.benchmarks.ingest;

import dev.bellwether.benchmarks.load.LoadEvents;
import dev.bellwether.local.platform.LocalPlatform;
import dev.bellwether.local.platform.Service;

/// The ways in, by the names that the command line gives them.
enum Way {
    stream,
    calls,
    segment;

    Door open(LocalPlatform platform, LoadEvents events) {
        String address = platform.addresses().of(Service.INGESTION);
        return switch (this) {
            case stream -> GrpcDoor.streaming(address, events);
            case calls -> GrpcDoor.calling(address, events);
            case segment -> new SegmentDoor(platform, events);
        };
    }
}
