package dev.bellwether.segmentation.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.segmentation.membership.Membership;
import dev.bellwether.segmentation.membership.MembershipCommand;
import dev.bellwether.segmentation.membership.MembershipDecider;
import dev.bellwether.segmentation.membership.MembershipEvent;
import dev.bellwether.segmentation.membership.MembershipEvent.StandingSettled;
import dev.bellwether.segmentation.membership.Observation.Closing;
import dev.bellwether.segmentation.membership.Rules;
import dev.bellwether.segmentation.membership.SchemeVersion;
import dev.bellwether.segmentation.membership.SegmentId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LifecycleSchemePropertyTest {

    private static final Scheme SCHEME = SchemeParser.parse(SchemeKind.shippedText());
    private static final MembershipDecider DECIDER = new MembershipDecider();
    private static final Rules RULES = new SchemeCompiler().compile(new SchemeVersion(1), SCHEME);
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final Set<SegmentId> TWELVE =
            new HashSet<>(SCHEME.segments().stream().map(Scheme.Segment::id).toList());

    @Property(tries = 3000)
    void every_account_is_in_exactly_one_of_the_twelve(@ForAll("anything") Features features) {
        Membership membership = closed(Membership.unplaced(), 0, features);
        assertThat(membership.segment()).hasValueSatisfying(it -> assertThat(TWELVE).contains(it));
    }

    @Property(tries = 3000)
    void entering_a_segment_and_closing_the_same_day_again_changes_nothing(
            @ForAll("anything") Features before, @ForAll("anything") Features features) {
        Membership membership = closed(closed(Membership.unplaced(), 0, before), 40, features);
        assertThat(DECIDER.decide(new MembershipCommand(new Closing(FIRST.plusDays(40), features), RULES), membership)).isEmpty();
    }

    /// Every number of a moderate to strong account wavers by up to 4 % around what it is: within the distance between the
    /// thresholds for entering and leaving, whatever the account is. Several rules may have their thresholds there: one after
    /// the other takes it, those that are asked first last. But it never comes back to where it has been.
    @Property(tries = 1000)
    void wavering_numbers_do_not_make_an_account_flap(@ForAll long seed, @ForAll("alive") Features features) {
        RandomGenerator wobble = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Membership membership = Membership.unplaced();
        List<SegmentId> settled = new ArrayList<>();
        for (int day = 0; day < 60; day++) {
            List<MembershipEvent> events = DECIDER.decide(new MembershipCommand(
                    new Closing(FIRST.plusDays(day), wavering(features, wobble)), RULES), membership);
            membership = DECIDER.evolve(membership, events);
            if (events.stream().anyMatch(StandingSettled.class::isInstance)) {
                settled.add(membership.segment().orElseThrow());
            }
        }
        assertThat(settled).isNotEmpty().doesNotHaveDuplicates();
    }

    @Provide
    Arbitrary<Features> anything() {
        return Arbitraries.randomValue(random -> {
            Features.Builder features = Features.newBuilder()
                    .setCompanyType(CompanyType.forNumber(random.nextInt(3)));
            for (FieldDescriptor field : Features.getDescriptor().getFields()) {
                if (field.getJavaType() == FieldDescriptor.JavaType.DOUBLE && random.nextInt(4) > 0) {
                    features.setField(field, number(field.getName(), random));
                }
            }
            return features.build();
        });
    }

    /// An account with a past, that uses the product.
    @Provide
    Arbitrary<Features> alive() {
        return anything().map(it -> SomeAccount.selfServe(account -> account.mergeFrom(it)
                .setCancelled(0).setTenureDays(200).setDaysSinceLastActivity(1)));
    }

    private static double number(String field, RandomGenerator random) {
        return switch (random.nextInt(12)) {
            case 0 -> Double.NaN;
            case 1 -> 0;
            case 2 -> -1;
            case 3 -> Double.POSITIVE_INFINITY;
            default -> field.endsWith("percentile") || field.endsWith("trend") || field.equals("cancelled")
                    ? random.nextDouble() : random.nextDouble(120);
        };
    }

    private static Features wavering(Features features, RandomGenerator random) {
        Features.Builder wavering = features.toBuilder();
        features.getAllFields().forEach((field, value) -> {
            if (value instanceof Double number) {
                wavering.setField(field, number * (0.96 + 0.08 * random.nextDouble()));
            }
        });
        return wavering.build();
    }

    private static Membership closed(Membership membership, int day, Features features) {
        return DECIDER.evolve(membership,
                DECIDER.decide(new MembershipCommand(new Closing(FIRST.plusDays(day), features), RULES), membership));
    }
}
