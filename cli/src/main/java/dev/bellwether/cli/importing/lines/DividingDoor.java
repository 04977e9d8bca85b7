package dev.bellwether.cli.importing.lines;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Halves a batch that is refused as a whole until the lines are found that it is refused for: those are rejected, and the others go on.
///
/// @param door where nothing of a batch that it refuses has been taken
record DividingDoor(LineDoor door) implements LineDoor {

    @Override
    public Answer send(List<Line> batch) {
        try {
            return door.send(batch);
        } catch (BatchRefused refused) {
            if (batch.size() == 1) {
                return new Answer(List.of(new Rejected(0, "event", refused.reason(), refused.getMessage())), Map.of());
            }
            int middle = batch.size() / 2;
            return joined(send(batch.subList(0, middle)), send(batch.subList(middle, batch.size())), middle);
        }
    }

    private static Answer joined(Answer first, Answer second, int offset) {
        List<Rejected> rejected = new ArrayList<>(first.rejected());
        second.rejected().forEach(one -> rejected.add(new Rejected(offset + one.index(), one.field(), one.reason(), one.message())));
        Map<String, Long> facts = new TreeMap<>(first.facts());
        second.facts().forEach((fact, count) -> facts.merge(fact, count, Long::sum));
        return new Answer(rejected, facts);
    }
}
