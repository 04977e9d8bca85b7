package dev.bellwether.features.state;

import dev.bellwether.ingestion.v1.Event;
import java.util.Arrays;

/// All that is known about one account: a chunk per calendar month, ascending.
public final class AccountState {

    private static final MonthChunk[] NOTHING = {};

    private MonthChunk[] chunks = NOTHING;
    private int size;

    /// Takes in the event's fact. What an AccountErased means is decided above.
    ///
    /// @throws UnknownFact when this release does not know the fact
    public void add(Event event) {
        EventReader.add(event, this);
    }

    /// A chunk as it was stored.
    public void load(MonthChunk chunk) {
        insert(chunk, indexOf(chunk.month()));
    }

    public int size() {
        return size;
    }

    public MonthChunk chunk(int index) {
        return chunks[index];
    }

    /// The day of the first fact; [Days#NONE] when there is none.
    public int firstFactDay() {
        return size == 0 ? Days.NONE : chunks[0].firstFactDay();
    }

    /// The chunk in which the day lies; made when there is none.
    MonthChunk chunkOf(int day) {
        for (int i = size - 1; i >= 0; i--) {
            if (chunks[i].contains(day)) {
                return chunks[i];
            }
        }
        MonthChunk chunk = new MonthChunk(Days.month(day));
        insert(chunk, indexOf(chunk.month()));
        return chunk;
    }

    private int indexOf(int month) {
        int index = size;
        while (index > 0 && chunks[index - 1].month() > month) {
            index--;
        }
        return index;
    }

    private void insert(MonthChunk chunk, int index) {
        if (size == chunks.length) {
            chunks = Arrays.copyOf(chunks, Math.max(2, size + (size >> 1) + 1));
        }
        System.arraycopy(chunks, index, chunks, index + 1, size - index);
        chunks[index] = chunk;
        size++;
    }
}
