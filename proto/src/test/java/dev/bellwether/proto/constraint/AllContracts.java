package dev.bellwether.proto.constraint;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.bellwether.definitions.v1.DefinitionsProto;
import dev.bellwether.features.v1.FeatureServiceProto;
import dev.bellwether.ingestion.v1.CaptureProto;
import dev.bellwether.ingestion.v1.ErasuresProto;
import dev.bellwether.ingestion.v1.EventProto;
import dev.bellwether.ingestion.v1.IngestionServiceProto;
import dev.bellwether.ingestion.v1.QuarantineProto;
import dev.bellwether.ingestion.v1.SourcesProto;
import dev.bellwether.ingestion.v1.TrackingPlansProto;
import dev.bellwether.operations.v1.OperationsProto;
import dev.bellwether.playbooks.v1.PlaybookServiceProto;
import dev.bellwether.segmentation.v1.SegmentationServiceProto;
import java.util.List;
import java.util.stream.Stream;

/// The files in which limits are stated, in the order in which they are documented, and their messages.
final class AllContracts {

    static final List<FileDescriptor> FILES = List.of(EventProto.getDescriptor(), IngestionServiceProto.getDescriptor(),
            QuarantineProto.getDescriptor(), CaptureProto.getDescriptor(), SourcesProto.getDescriptor(), TrackingPlansProto.getDescriptor(),
            ErasuresProto.getDescriptor(), FeatureServiceProto.getDescriptor(), SegmentationServiceProto.getDescriptor(),
            DefinitionsProto.getDescriptor(), PlaybookServiceProto.getDescriptor(), OperationsProto.getDescriptor());

    private AllContracts() {}

    static Stream<Descriptor> messages() {
        return FILES.stream().flatMap(file -> file.getMessageTypes().stream());
    }

    static Stream<FieldConstraints> fields() {
        return messages().flatMap(message -> MessageConstraints.of(message).fields().stream()).filter(FieldConstraints::isAnything);
    }
}
