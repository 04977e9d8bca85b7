package dev.bellwether.segmentation.api;

import dev.bellwether.chassis.definition.DefinitionLifecycle;
import dev.bellwether.chassis.definition.service.DefinitionsBase;
import io.quarkus.grpc.GrpcService;

/// Schemes, as tenants write them.
@GrpcService
class SegmentationDefinitionsGrpcService extends DefinitionsBase {

    SegmentationDefinitionsGrpcService(DefinitionLifecycle lifecycle) {
        super(lifecycle);
    }
}
