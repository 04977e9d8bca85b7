package dev.bellwether.mapping;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.bellwether.ingestion.v1.Event;
import java.util.List;
import java.util.stream.Collectors;

/// Finds facts and their fields by the names that they have in the contract.
public final class FactNames {

    private FactNames() {}

    /// @return the event's field for it
    /// @throws BrokenDefinition when there is no such fact
    public static FieldDescriptor fact(YamlText name) {
        return find(Event.getDescriptor().getOneofs().getFirst().getFields(), name.value(), name.place(), "fact");
    }

    /// @throws BrokenDefinition when the fact has no such field
    public static FieldDescriptor field(FieldDescriptor fact, String name, SourcePosition place) {
        return find(fact.getMessageType().getFields(), name, place, fact.getName() + " field");
    }

    private static FieldDescriptor find(List<FieldDescriptor> fields, String name, SourcePosition place, String what) {
        return fields.stream().filter(field -> field.getName().equals(name)).findFirst().orElseThrow(() -> new BrokenDefinition(place,
                "there is no " + what + " '" + name + "'. There are "
                        + fields.stream().map(FieldDescriptor::getName).collect(Collectors.joining(", ")) + "."));
    }
}
