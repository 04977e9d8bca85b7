package dev.bellwether.features.state;

import dev.bellwether.chassis.event.EventKey;

/// The stored form of a [MonthChunk]. Equal chunks have equal bytes: everything is sorted, and days with nothing are not
/// written. A typical month of an account takes 200 to 400 bytes.
///
/// Facts (count; each: nanoseconds since the month began, sequence + 1 or 0 without one, key, fact), then per [DailyCounter] the
/// days that are not 0 as bits and their values, then what was paid (count; each: currency, day of the month, count, units, nanos),
/// then users, features and products (count; each: hash, days as bits).
public final class ChunkEncoding {

    private static final int VERSION = 1;

    private ChunkEncoding() {}

    public static byte[] encode(MonthChunk chunk) {
        Bytes out = new Bytes(512);
        out.one(VERSION);
        long monthStart = chunk.firstDay() * Days.NANOS_PER_DAY;
        out.unsigned(chunk.factCount());
        for (int i = 0; i < chunk.factCount(); i++) {
            DatedFact fact = chunk.fact(i);
            out.unsigned(fact.at() - monthStart);
            out.unsigned(fact.sequence() + 1);
            out.fixed(fact.key().high());
            out.fixed(fact.key().low());
            FactEncoding.write(fact.fact(), out);
        }
        for (DailyCounter counter : DailyCounter.ALL) {
            int days = chunk.daysWith(counter);
            out.unsigned(days);
            for (int rest = days; rest != 0; rest &= rest - 1) {
                out.signed(chunk.sum(counter, Integer.lowestOneBit(rest)));
            }
        }
        encode(chunk.paid, out);
        encode(chunk.users, out);
        encode(chunk.features, out);
        encode(chunk.products, out);
        encode(chunk.names, out);
        chunk.slots.encode(out);
        chunk.unnamedSlots.encode(out);
        return out.toArray();
    }

    public static MonthChunk decode(int month, byte[] bytes) {
        BytesReader in = new BytesReader(bytes);
        int version = in.one();
        if (version != VERSION) {
            throw new IllegalStateException("stored state of version " + version + " cannot be read by this release");
        }
        MonthChunk chunk = new MonthChunk(month);
        long monthStart = chunk.firstDay() * Days.NANOS_PER_DAY;
        int facts = (int) in.unsigned();
        for (int i = 0; i < facts; i++) {
            long at = monthStart + in.unsigned();
            long sequence = in.unsigned() - 1;
            EventKey key = new EventKey(in.fixed(), in.fixed());
            chunk.add(new DatedFact(at, sequence, key, FactEncoding.read(in)));
        }
        for (DailyCounter counter : DailyCounter.ALL) {
            for (int rest = (int) in.unsigned(); rest != 0; rest &= rest - 1) {
                chunk.add(counter, chunk.firstDay() + Integer.numberOfTrailingZeros(rest), in.signed());
            }
        }
        for (int rest = (int) in.unsigned(); rest > 0; rest--) {
            chunk.addPaid(new PaidAmounts.Day(in.text(), (int) in.unsigned(), in.unsigned(), in.signed(), in.signed()));
        }
        decode(in, chunk, chunk.users);
        decode(in, chunk, chunk.features);
        decode(in, chunk, chunk.products);
        decode(in, chunk, chunk.names);
        chunk.slots.decode(in);
        chunk.unnamedSlots.decode(in);
        chunk.stored();
        return chunk;
    }

    private static void encode(PaidAmounts paid, Bytes out) {
        out.unsigned(paid.size());
        for (int i = 0; i < paid.size(); i++) {
            PaidAmounts.Day day = paid.day(i);
            out.text(day.currency());
            out.unsigned(day.day());
            out.unsigned(day.count());
            out.signed(day.units());
            out.signed(day.nanos());
        }
    }

    private static void encode(DaysByHash set, Bytes out) {
        out.unsigned(set.size());
        for (int i = 0; i < set.size(); i++) {
            out.fixed(set.hash(i));
            out.unsigned(set.days(i));
        }
    }

    private static void decode(BytesReader in, MonthChunk chunk, DaysByHash set) {
        int count = (int) in.unsigned();
        set.expect(count);
        for (int i = 0; i < count; i++) {
            long hash = in.fixed();
            int days = (int) in.unsigned();
            set.append(hash, days);
            chunk.present(days);
        }
    }
}
