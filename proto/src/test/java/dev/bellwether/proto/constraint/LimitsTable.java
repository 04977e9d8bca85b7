package dev.bellwether.proto.constraint;

import static java.util.stream.Collectors.joining;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.bellwether.limits.v1.LimitsProto;
import java.util.ArrayList;
import java.util.List;

/// The tables of docs/api/limits.md: a section for each contract, a row for each field that may not hold everything.
final class LimitsTable {

    private LimitsTable() {}

    static String ofAll() {
        return AllContracts.FILES.stream().map(LimitsTable::section).filter(section -> !section.isEmpty()).collect(joining("\n"));
    }

    private static String section(FileDescriptor file) {
        String rows = file.getMessageTypes().stream().map(LimitsTable::rows).collect(joining());
        return rows.isEmpty() ? "" : "**`" + file.getFullName() + "`**\n\n| message | field | limits |\n|---|---|---|\n" + rows;
    }

    private static String rows(Descriptor message) {
        int bytes = message.getOptions().getExtension(LimitsProto.message).getMaxBytes();
        String whole = bytes == 0 ? "" : row(message, "", List.of("at most " + NumberRule.grouped(bytes) + " bytes"));
        return whole + MessageConstraints.of(message).fields().stream().filter(FieldConstraints::isAnything)
                .map(field -> row(message, "`" + field.field().getName() + "`", limits(field))).collect(joining());
    }

    private static List<String> limits(FieldConstraints field) {
        List<String> limits = new ArrayList<>();
        if (field.required()) {
            limits.add("required");
        }
        limits.addAll(field.descriptions());
        return limits;
    }

    private static String row(Descriptor message, String field, List<String> limits) {
        return "| `" + message.getName() + "` | " + field + " | " + String.join("; ", limits) + " |\n";
    }
}
