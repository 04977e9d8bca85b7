package dev.bellwether.segmentation.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bellwether.segmentation.membership.TransitionCause;
import dev.bellwether.segmentation.membership.Membership;
import dev.bellwether.segmentation.membership.Membership.Ended;
import dev.bellwether.segmentation.membership.Membership.Placed;
import dev.bellwether.segmentation.membership.Membership.Unplaced;
import dev.bellwether.segmentation.membership.SegmentId;
import dev.bellwether.segmentation.membership.Standing;
import java.time.LocalDate;
import java.util.Optional;

/// The aggregate's snapshot in its stream: `segment|since|standing|since|declared|settled|moved by`, in words that an operator can read.
public final class StateCodec {

    /// Raised when the form changes: snapshots of another schema are made anew from the events.
    public static final int SCHEMA = 1;

    private static final String ENDED = "ended";
    private static final String SCHEME = "scheme";
    private static final String SCHEME_PLAYS_ACT = "scheme, plays act";

    private StateCodec() {}

    public static byte[] encode(Membership membership) {
        return switch (membership) {
            case Unplaced _ -> new byte[0];
            case Ended _ -> ENDED.getBytes(UTF_8);
            case Placed(SegmentId segment, LocalDate since, Optional<Standing> standing, boolean declared, Optional<LocalDate> settledOn, TransitionCause movedBy) ->
                String.join("|", segment.toString(), since.toString(),
                        standing.map(it -> it.segment().toString()).orElse(""),
                        standing.map(it -> it.since().toString()).orElse(""),
                        declared ? "declared" : "",
                        settledOn.map(LocalDate::toString).orElse(""),
                        text(movedBy)).getBytes(UTF_8);
        };
    }

    public static Membership decode(byte[] snapshot) {
        if (snapshot.length == 0) {
            return Membership.unplaced();
        }
        String text = new String(snapshot, UTF_8);
        if (text.equals(ENDED)) {
            return new Ended();
        }
        String[] parts = text.split("\\|", -1);
        Optional<Standing> standing = parts[2].isEmpty()
                ? Optional.empty()
                : Optional.of(new Standing(SegmentId.parse(parts[2]), LocalDate.parse(parts[3])));
        return new Placed(SegmentId.parse(parts[0]), LocalDate.parse(parts[1]), standing, !parts[4].isEmpty(),
                parts[5].isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(parts[5])), cause(parts[6]));
    }

    private static String text(TransitionCause cause) {
        return switch (cause) {
            case TransitionCause.Facts _ -> "";
            case TransitionCause.SchemeChanged(boolean playsAct) -> playsAct ? SCHEME_PLAYS_ACT : SCHEME;
        };
    }

    private static TransitionCause cause(String text) {
        return text.isEmpty() ? TransitionCause.FACTS : new TransitionCause.SchemeChanged(text.equals(SCHEME_PLAYS_ACT));
    }
}
