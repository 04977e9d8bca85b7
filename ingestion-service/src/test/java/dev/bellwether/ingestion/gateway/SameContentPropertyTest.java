package dev.bellwether.ingestion.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.Values;
import dev.bellwether.ingestion.journal.LogRecord;
import dev.bellwether.ingestion.journal.LogRecordReader;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.NamedEvent;
import dev.bellwether.ingestion.v1.UserIdentified;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// A repeat over gRPC is the same content however a client writes it: in which order it puts properties, whether it says that one is null or
/// leaves it out, with which sign it writes nought. What says something else is other content.
class SameContentPropertyTest {

    private static final Event EVENT = Event.newBuilder().setTenant("acme").setAccount("a1").setEventId("e1").setSource("app").build();
    private static final int DEEPEST = 4;

    private final LogRecordReader reader = new LogRecordReader();

    @Property(tries = 2_000)
    void the_same_properties_written_otherwise_are_the_same_content(@ForAll long seed) throws Exception {
        Struct properties = struct(new Random(seed), 1);
        Struct again = otherwise(properties, new Random(seed + 1));

        assertThat(hash(named(again))).isEqualTo(hash(named(properties)));
        assertThat(hash(identified(again))).isEqualTo(hash(identified(properties)));
    }

    @Property(tries = 2_000)
    void one_changed_value_is_other_content(@ForAll long seed) throws Exception {
        Struct properties = struct(new Random(seed), 1);
        Struct changed = otherwise(properties, new Random(seed + 1)).toBuilder().putFields("p0", Values.of("changed")).build();

        assertThat(hash(named(changed))).isNotEqualTo(hash(named(properties)));
        assertThat(hash(identified(changed))).isNotEqualTo(hash(identified(properties)));
    }

    private static Event named(Struct properties) {
        NamedEvent.Builder named = NamedEvent.newBuilder().setName("Exported");
        return EVENT.toBuilder().setNamedEvent(properties.getFieldsCount() == 0 ? named : named.setProperties(properties)).build();
    }

    private static Event identified(Struct traits) {
        return EVENT.toBuilder().setUserIdentified(UserIdentified.newBuilder().setTraits(traits)).build();
    }

    /// As the gateway does: from the bytes of the client to those on the log.
    private long hash(Event event) throws Exception {
        byte[] entry = new EnvelopeWriter(Instant.EPOCH, "").entry(Event.parseFrom(event.toByteArray()));
        return ((LogRecord.Fact) reader.read(1, entry)).contentHash();
    }

    private static Struct struct(Random random, int depth) {
        Struct.Builder struct = Struct.newBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            struct.putFields("p" + random.nextInt(8), value(random, depth));
        }
        return struct.build();
    }

    private static Value value(Random random, int depth) {
        return switch (random.nextInt(depth < DEEPEST ? 7 : 5)) {
            case 0 -> Values.ofNull();
            case 1 -> Values.of(random.nextInt(3) - 1.0);
            case 2 -> Values.of(random.nextDouble());
            case 3 -> Values.of(random.nextBoolean());
            // Also texts whose bytes look like those of fields.
            case 4 -> Values.of("\b\0".repeat(random.nextInt(3)) + (char) random.nextInt(200));
            case 5 -> Values.of(struct(random, depth + 1));
            default -> {
                ListValue.Builder list = ListValue.newBuilder();
                for (int i = random.nextInt(3); i > 0; i--) {
                    list.addValues(value(random, depth + 1));
                }
                yield Values.of(list.build());
            }
        };
    }

    private static Struct otherwise(Struct struct, Random random) {
        List<Map.Entry<String, Value>> members = new ArrayList<>(struct.getFieldsMap().entrySet());
        members.removeIf(member -> member.getValue().hasNullValue() && random.nextBoolean());
        Struct.Builder other = Struct.newBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
            members.add(Map.entry("null" + i, anyNull(random)));
        }
        Collections.shuffle(members, random);
        members.forEach(member -> other.putFields(member.getKey(), otherwise(member.getValue(), random)));
        return other.build();
    }

    private static Value otherwise(Value value, Random random) {
        return switch (value.getKindCase()) {
            case NULL_VALUE -> anyNull(random);
            case NUMBER_VALUE -> value.getNumberValue() == 0 ? Values.of(random.nextBoolean() ? 0.0 : -0.0) : value;
            case STRUCT_VALUE -> Values.of(otherwise(value.getStructValue(), random));
            case LIST_VALUE -> {
                ListValue.Builder list = ListValue.newBuilder();
                value.getListValue().getValuesList().forEach(element -> list.addValues(otherwise(element, random)));
                yield Values.of(list.build());
            }
            case STRING_VALUE, BOOL_VALUE, KIND_NOT_SET -> value;
        };
    }

    /// Its number says nothing: the enum has one.
    private static Value anyNull(Random random) {
        return Value.newBuilder().setNullValueValue(random.nextInt(4) == 0 ? random.nextInt() : 0).build();
    }
}
