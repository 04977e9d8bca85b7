package dev.bellwether.ingestion.validation;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.ingestion.v1.Event;

/// What of a rejected event is worth keeping: all of it, unless it is too large, or too deep to be read within anything else.
public final class Excerpt {

    private static final int MOST_CHARACTERS = 200;
    // Readers give up at 100, and the lists and envelopes that an event stands in take some of them.
    private static final int DEEPEST = 64;

    private Excerpt() {}

    public static Event of(Event event) {
        if (event.getSerializedSize() <= EventLimits.BYTES && isShallow(event)) {
            return event;
        }
        Event.Builder excerpt = Event.newBuilder()
                .setTenant(cut(event.getTenant()))
                .setAccount(cut(event.getAccount()))
                .setUser(cut(event.getUser()))
                .setEventId(cut(event.getEventId()))
                .setSource(cut(event.getSource()));
        if (event.hasOccurredAt()) {
            excerpt.setOccurredAt(event.getOccurredAt());
        }
        return excerpt.build();
    }

    private static boolean isShallow(Event event) {
        CodedInputStream input = event.toByteString().newCodedInput();
        input.setRecursionLimit(DEEPEST);
        try {
            Event.parser().parseFrom(input);
            return true;
        } catch (InvalidProtocolBufferException deep) {
            return false;
        }
    }

    /// At most 200 characters of it.
    public static String cut(String text) {
        if (text.length() <= MOST_CHARACTERS) {
            return text;
        }
        // Not between the two halves of one character.
        int end = Character.isHighSurrogate(text.charAt(MOST_CHARACTERS - 1)) ? MOST_CHARACTERS - 1 : MOST_CHARACTERS;
        return text.substring(0, end);
    }
}
