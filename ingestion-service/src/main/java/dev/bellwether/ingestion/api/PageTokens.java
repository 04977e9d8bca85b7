package dev.bellwether.ingestion.api;

import com.google.protobuf.Message;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.names.PageToken;
import dev.bellwether.ingestion.backfill.Backfills;
import dev.bellwether.ingestion.erasure.Erasures;
import dev.bellwether.ingestion.quarantine.QuarantineList;
import dev.bellwether.ingestion.source.KeyRegister;
import dev.bellwether.ingestion.timeline.Timeline;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

final class PageTokens {

    private PageTokens() {}

    static String of(Message request, Timeline.Position position) {
        return PageToken.of(request, position.occurredAt().toString(), Long.toString(position.logOffset()));
    }

    static Optional<Timeline.Position> timeline(Message request) {
        return position(request, parts -> new Timeline.Position(Instant.parse(parts.getFirst()), Long.parseLong(parts.getLast())));
    }

    static String of(Message request, QuarantineList.Position position) {
        return PageToken.of(request, position.lastSeenAt().toString(), position.fingerprint().toString());
    }

    static Optional<QuarantineList.Position> quarantine(Message request) {
        return position(request, parts -> new QuarantineList.Position(Instant.parse(parts.getFirst()), UUID.fromString(parts.getLast())));
    }

    static String of(Message request, KeyRegister.Position position) {
        return PageToken.of(request, position.createdAt().toString(), position.id());
    }

    static Optional<KeyRegister.Position> keys(Message request) {
        return position(request, parts -> new KeyRegister.Position(Instant.parse(parts.getFirst()), parts.getLast()));
    }

    static String of(Message request, Backfills.Position position) {
        return PageToken.of(request, position.begunAt().toString(), position.id());
    }

    static Optional<Backfills.Position> backfills(Message request) {
        return position(request, parts -> new Backfills.Position(Instant.parse(parts.getFirst()), parts.getLast()));
    }

    static String of(Message request, Erasures.Position position) {
        return PageToken.of(request, position.requestedAt().toString(), position.fingerprint().toString());
    }

    static Optional<Erasures.Position> erasures(Message request) {
        return position(request, parts -> new Erasures.Position(Instant.parse(parts.getFirst()), UUID.fromString(parts.getLast())));
    }

    private static <P> Optional<P> position(Message request, Function<List<String>, P> parse) {
        List<String> parts = PageToken.position(request, 2);
        try {
            return parts.isEmpty() ? Optional.empty() : Optional.of(parse.apply(parts));
        } catch (IllegalArgumentException | DateTimeException _) {
            throw new Refusal.InvalidArgument("page_token", "not a token of this list; leave it empty for the first page");
        }
    }
}
