package dev.bellwether.chassis.inbound;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What [ParsedSize] has to know of a type of message.
///
/// @param places bytes of the places for its fields
/// @param fields by their numbers, where they have small ones; null where there is none
record MessageShape(int places, Field[] fields) {

    private static final Map<Descriptor, MessageShape> KNOWN = new ConcurrentHashMap<>();
    private static final int PLACE = 8;
    private static final int MAP_ENTRY = 64;
    private static final int MOST_FIELDS = 256;

    /// @param bytes that one takes in a list or a map, besides what it is
    /// @param times the bytes that a byte of it takes
    /// @param type  of a message; null for other fields
    record Field(int bytes, int times, Descriptor type) {

        MessageShape shape() {
            return of(type);
        }
    }

    static MessageShape of(Descriptor type) {
        MessageShape known = KNOWN.get(type);
        return known == null ? KNOWN.computeIfAbsent(type, MessageShape::read) : known;
    }

    /// @return null for one that is not known
    Field field(int number) {
        return number < fields.length ? fields[number] : null;
    }

    private static MessageShape read(Descriptor type) {
        int largest = type.getFields().stream().mapToInt(FieldDescriptor::getNumber).filter(number -> number < MOST_FIELDS).max().orElse(0);
        Field[] fields = new Field[largest + 1];
        int places = PLACE * type.getRealOneofs().size();
        for (FieldDescriptor field : type.getFields()) {
            // Of a oneof only one is there: they share a place.
            places += field.getRealContainingOneof() == null ? PLACE : 0;
            if (field.getNumber() <= largest) {
                fields[field.getNumber()] = new Field(field.isMapField() ? MAP_ENTRY : PLACE, times(field),
                        field.getJavaType() == JavaType.MESSAGE ? field.getMessageType() : null);
            }
        }
        return new MessageShape(places, fields);
    }

    private static int times(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            // As bytes and as text.
            case STRING -> 2;
            case BYTE_STRING, MESSAGE -> 1;
            // Packed numbers: each byte may be one.
            case INT, LONG, FLOAT, DOUBLE, BOOLEAN, ENUM -> PLACE;
        };
    }
}
