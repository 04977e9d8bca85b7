package dev.bellwether.ingestion;

import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.ingestion.marker.MarkerLog;
import dev.bellwether.ingestion.v1.LogEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// A replica's way into the real log. It dies this many times: the marker is then in some partitions, whichever, and not in the
/// others.
public final class MortalLog implements MarkerLog {

    public static final class Killed extends RuntimeException {}

    private final LogProducer producer;
    private final Random random;
    private int deaths;

    public MortalLog(LogProducer producer, int deaths, long seed) {
        this.producer = producer;
        this.deaths = deaths;
        this.random = new Random(seed);
    }

    @Override
    public void write(LogEntry marker) {
        List<Integer> partitions = new ArrayList<>(IntStream.range(0, 12).boxed().toList());
        Collections.shuffle(partitions, random);
        boolean dies = deaths > 0;
        if (dies) {
            deaths--;
            partitions = partitions.subList(0, random.nextInt(12));
        }
        partitions.forEach(partition -> producer.send(Topics.INBOUND, partition, null, marker.toByteArray()));
        producer.flush();
        if (dies) {
            throw new Killed();
        }
    }
}
