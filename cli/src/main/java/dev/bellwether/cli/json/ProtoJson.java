package dev.bellwether.cli.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.bellwether.chassis.text.JsonFaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads protobuf's JSON form, and says what is wrong by field and place: which field, what it has to be, in which line and column.
public final class ProtoJson {

    /// The deepest that any event may be nested, as the doors have it.
    private static final int DEEPEST = 64;

    private final byte[] json;

    private ProtoJson(byte[] json) {
        this.json = json;
    }

    /// @param into is not to be used when this fails
    /// @throws UnfitJson when the text is no JSON, or no such message
    public static <B extends Message.Builder> B read(String text, B into) throws UnfitJson {
        byte[] json = text.getBytes(StandardCharsets.UTF_8);
        Optional<String> fault = JsonFaults.of(json);
        if (fault.isPresent()) {
            throw new UnfitJson("", fault.get());
        }
        ProtoJson read = new ProtoJson(json);
        try {
            read.checkDepthAndNumbers();
            JsonFormat.parser().merge(text, into);
            return into;
        } catch (InvalidProtocolBufferException _) {
            read.find(into, 0, json.length, "");
            throw new UnfitJson("", "does not fit together");
        }
    }

    private void checkDepthAndNumbers() throws UnfitJson {
        try (JsonParser parser = JsonFaults.parser(json, 0, json.length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnfitJson("", "must be a JSON object");
            }
            for (int depth = 1; depth > 0;) {
                JsonToken token = parser.nextToken();
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (depth > DEEPEST) {
                    throw new UnfitJson("", "is nested more than " + DEEPEST + " deep, at " + place(parser, 0));
                }
                if (token.isNumeric() && Double.isInfinite(Double.parseDouble(parser.getText()))) {
                    throw new UnfitJson("",
                            "has a number beyond ±1.7976931348623157e308, the largest that is taken, at " + place(parser, 0));
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("it was read before", impossible);
        }
    }

    /// Looks for the field that cannot be read, in the object between two bytes.
    private void find(Message.Builder message, int from, int to, String path) throws UnfitJson {
        Map<OneofDescriptor, String> given = new HashMap<>();
        try (JsonParser parser = JsonFaults.parser(json, from, to - from)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                String place = place(parser, from);
                FieldDescriptor field = field(message.getDescriptorForType(), name).orElseThrow(() -> new UnfitJson(path + name,
                        "is no field here, in " + place + "; there are " + names(message.getDescriptorForType())));
                JsonToken token = parser.nextToken();
                int begin = from + (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                parser.finishToken();
                int end = from + (int) parser.currentLocation().getByteOffset();
                String other = field.getRealContainingOneof() == null || token == JsonToken.VALUE_NULL ? null
                        : given.put(field.getRealContainingOneof(), name);
                if (other != null) {
                    throw new UnfitJson(path + name, "cannot be there beside " + other + ", in " + place + ": only one of them can");
                }
                if (!fits(message, name, begin, end)) {
                    if (token == JsonToken.START_OBJECT && isPlainMessage(field)) {
                        find(message.newBuilderForField(field), begin, end, path + name + ".");
                    }
                    throw new UnfitJson(path + name, "must be " + FieldForms.of(field) + ", in " + place);
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("it was read before", impossible);
        }
    }

    private boolean fits(Message.Builder message, String name, int begin, int end) {
        try {
            String value = new String(json, begin, end - begin, StandardCharsets.UTF_8);
            JsonFormat.parser().merge("{\"" + name + "\":" + value + "}", message.getDefaultInstanceForType().newBuilderForType());
            return true;
        } catch (InvalidProtocolBufferException _) {
            return false;
        }
    }

    private static boolean isPlainMessage(FieldDescriptor field) {
        return field.getJavaType() == JavaType.MESSAGE && !field.isRepeated()
                && !field.getMessageType().getFullName().startsWith("google.protobuf.");
    }

    private static Optional<FieldDescriptor> field(Descriptor message, String name) {
        return message.getFields().stream().filter(field -> field.getName().equals(name) || field.getJsonName().equals(name)).findFirst();
    }

    private static String names(Descriptor message) {
        return message.getFields().stream().map(FieldDescriptor::getName).collect(Collectors.joining(", "));
    }

    private String place(JsonParser parser, int from) {
        return JsonFaults.place(json, 0, from + (int) parser.currentTokenLocation().getByteOffset());
    }
}
