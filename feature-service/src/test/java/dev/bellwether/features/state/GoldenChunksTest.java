package dev.bellwether.features.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.event.EventKey;
import dev.bellwether.embedded.testing.GoldenFiles;
import dev.bellwether.ingestion.v1.CompanyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// State that was stored can be read, and is stored the same today. The month has one of each fact and each counter.
class GoldenChunksTest {

    private static final int MARCH = 2026 * 12 + 2;
    private static final int FIRST = Days.of(2026, 3, 1);

    private static final List<Fact> FACTS = List.of(
            new Fact.Profile(
                    Optional.of("Acme & Söhne"), CompanyType.ENTERPRISE, Optional.of("FinTech"), OptionalLong.of(420),
                    Optional.of("cloud"), OptionalDouble.of(0.2), OptionalDouble.of(-0.1), Optional.of("DE"), OptionalInt.of(FIRST - 400)),
            new Fact.Profile(
                    Optional.empty(), CompanyType.COMPANY_TYPE_UNSPECIFIED, Optional.empty(), OptionalLong.empty(), Optional.empty(),
                    OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty(), OptionalInt.empty()),
            new Fact.SubscriptionStarted("main", "Pro", Optional.of(new Amount("EUR", 490, 500_000_000)), OptionalLong.of(10),
                    OptionalInt.of(FIRST + 300)),
            new Fact.SubscriptionStarted("other", "", Optional.empty(), OptionalLong.empty(), OptionalInt.empty()),
            new Fact.SubscriptionAmended("main", false, Optional.of("Max"), Optional.of(new Amount("", 990, 4_000_000)),
                    OptionalLong.of(300), OptionalInt.empty()),
            new Fact.SubscriptionAmended("main", true, Optional.empty(), Optional.empty(), OptionalLong.empty(),
                    OptionalInt.of(FIRST + 700)),
            new Fact.SubscriptionCancelled("main", "pricing", OptionalLong.empty()),
            new Fact.SubscriptionCancelled("other", "", OptionalLong.of((FIRST + 40) * Days.NANOS_PER_DAY + 5)),
            new Fact.CaseOpened(-7, true),
            new Fact.CaseOpened(8, false),
            new Fact.CaseClosed(-7),
            new Fact.NpsAnswered(9),
            new Fact.CsatAnswered(4),
            new Fact.UsageReported(
                    30, OptionalLong.of(12), OptionalLong.of(40), OptionalDouble.of(612.5), OptionalLong.of(9), OptionalDouble.of(71),
                    OptionalLong.of(7), OptionalLong.of(38), OptionalInt.of(FIRST + 2), OptionalLong.of(1)),
            new Fact.UsageReported(
                    28, OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.empty(), OptionalLong.empty(), OptionalDouble.empty(),
                    OptionalLong.empty(), OptionalLong.of(0), OptionalInt.empty(), OptionalLong.empty()));

    private static MonthChunk chunk() {
        MonthChunk chunk = new MonthChunk(MARCH);
        dated().forEach(chunk::add);
        for (DailyCounter counter : DailyCounter.values()) {
            chunk.add(counter, FIRST, 1);
            chunk.add(counter, FIRST + 30, value(counter));
        }
        chunk.addPaid(new Amount("KWD", 0, 125_000_000), FIRST + 30);
        chunk.addPaid(new Amount("KWD", -1, -125_000_000), FIRST + 30);
        chunk.addPaid(new Amount("", 12, 0), FIRST);
        chunk.add(chunk.users, Hash64.of("ana"), FIRST);
        chunk.add(chunk.users, Hash64.of("bo"), FIRST + 30);
        chunk.add(chunk.features, Hash64.of("reports"), FIRST + 1);
        chunk.add(chunk.products, Hash64.of("core"), FIRST + 2);
        chunk.add(chunk.names, Hash64.of("exported"), FIRST + 3);
        chunk.slots.add(Hash64.of("ana"), 0, 54, 56);
        chunk.slots.add(Hash64.of("bo"), 30, 0, 143);
        chunk.unnamedSlots.add(Hash64.of(""), 4, 7, 7);
        return chunk;
    }

    private static List<DatedFact> dated() {
        List<DatedFact> dated = new ArrayList<>();
        for (int i = 0; i < FACTS.size(); i++) {
            dated.add(new DatedFact((FIRST + i) * Days.NANOS_PER_DAY + i, i % 3 == 0 ? DatedFact.NO_SEQUENCE : i,
                    new EventKey(i - 5L, 1L << i), FACTS.get(i)));
        }
        return dated;
    }

    private static long value(DailyCounter counter) {
        return 100 + counter.ordinal();
    }

    static Class<?>[] facts() {
        return Fact.class.getPermittedSubclasses();
    }

    @ParameterizedTest
    @MethodSource("facts")
    void the_month_has_one_of_each_fact(Class<?> fact) {
        assertThat(FACTS).as("of " + fact.getSimpleName()).anyMatch(fact::isInstance);
    }

    @Test
    void a_month_is_stored_the_same() {
        GoldenFiles.unchanged("month-chunk", 1, ChunkEncoding.encode(chunk()));
    }

    @ParameterizedTest
    @EnumSource
    void what_was_counted_can_be_read(DailyCounter counter) {
        MonthChunk read = ChunkEncoding.decode(MARCH, GoldenFiles.read("month-chunk", 1));
        assertThat(read.daysWith(counter)).isEqualTo(1 << 30 | 1);
        assertThat(read.sum(counter, 1)).isEqualTo(1);
        assertThat(read.sum(counter, 1 << 30)).isEqualTo(value(counter));
    }

    @Test
    void the_rest_of_a_month_can_be_read() {
        assertRead(ChunkEncoding.decode(MARCH, GoldenFiles.read("month-chunk", 1)));
    }

    private static void assertRead(MonthChunk read) {
        List<DatedFact> facts = new ArrayList<>();
        for (int i = 0; i < read.factCount(); i++) {
            facts.add(read.fact(i));
        }
        assertThat(facts).isEqualTo(dated());
        assertThat(read.firstFactDay()).isEqualTo(FIRST);
        assertThat(read.paid.size()).isEqualTo(2);
        assertThat(read.paid.day(0)).isEqualTo(new PaidAmounts.Day("", 0, 1, 12, 0));
        assertThat(read.paid.day(1)).isEqualTo(new PaidAmounts.Day("KWD", 30, 2, -1, 0));
        assertThat(days(read.users, "ana")).isEqualTo(1);
        assertThat(days(read.users, "bo")).isEqualTo(1 << 30);
        assertThat(days(read.features, "reports")).isEqualTo(1 << 1);
        assertThat(days(read.products, "core")).isEqualTo(1 << 2);
        assertThat(List.of(read.users.size(), read.features.size(), read.products.size())).isEqualTo(List.of(2, 1, 1));
    }

    private static int days(DaysByHash set, String name) {
        for (int i = 0; i < set.size(); i++) {
            if (set.hash(i) == Hash64.of(name)) {
                return set.days(i);
            }
        }
        return 0;
    }
}
