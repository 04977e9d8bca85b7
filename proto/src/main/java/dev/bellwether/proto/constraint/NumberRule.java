package dev.bellwether.proto.constraint;

import com.google.protobuf.Duration;
import dev.bellwether.proto.constraint.FieldViolation.Kind;
import java.math.BigDecimal;
import java.util.Locale;

/// What a number, an amount or a duration must keep to. Both bounds are allowed values.
sealed interface NumberRule extends ValueRule {

    @Override
    default Kind kind() {
        return Kind.OUT_OF_RANGE;
    }

    @Override
    default String message(Object value) {
        return "must be " + description() + ", not " + value;
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// @param smallest that the type has: with it as `least` there is no lower bound
    record Whole(long least, long most, long smallest, long greatest) implements NumberRule {

        @Override
        public boolean holds(Object value) {
            long number = ((Number) value).longValue();
            return number >= least && number <= most;
        }

        @Override
        public String description() {
            if (least == smallest) {
                return "at most " + grouped(most);
            }
            return most == greatest ? grouped(least) + " or more" : "from " + grouped(least) + " to " + grouped(most);
        }
    }

    /// How many items an answer holds: more than it holds are given as many as it holds.
    record Page(int standard, int most) implements NumberRule {

        @Override
        public boolean holds(Object value) {
            return (Integer) value >= 0;
        }

        @Override
        public String message(Object value) {
            return "must be 0 to " + most + ", and 0 gives " + standard + "; not " + value;
        }

        @Override
        public String description() {
            return "at most " + grouped(most) + "; 0 is " + grouped(standard);
        }
    }

    /// What is no number breaks it.
    record Real(double least, double most, boolean finite) implements NumberRule {

        @Override
        public boolean holds(Object value) {
            double number = (Double) value;
            return number >= least && number <= most && (!finite || Double.isFinite(number));
        }

        @Override
        public String message(Object value) {
            return Double.isInfinite(most) && Double.isInfinite(least) ? "must be a finite number" : "must be a number " + description();
        }

        @Override
        public String description() {
            if (Double.isInfinite(most)) {
                return Double.isInfinite(least) ? "finite" : plain(least) + " or more";
            }
            return "from " + plain(least) + " to " + plain(most);
        }

        private static String plain(double bound) {
            return bound == Math.rint(bound) ? grouped((long) bound) : BigDecimal.valueOf(bound).toPlainString();
        }
    }

    /// In seconds.
    record Time(long least, long most) implements NumberRule {

        private static final int NANOS = 1_000_000_000;
        private static final long HOUR = 3_600;
        private static final long DAY = 24 * HOUR;

        @Override
        public boolean holds(Object value) {
            long seconds = ((Duration) value).getSeconds();
            int nanos = ((Duration) value).getNanos();
            return nanos >= 0 && nanos < NANOS && seconds >= least && (seconds < most || seconds == most && nanos == 0);
        }

        @Override
        public String message(Object value) {
            return "must be " + description();
        }

        @Override
        public String description() {
            return "from " + grouped(least) + " to " + (most > 2 * DAY && most % DAY == 0 ? most / DAY + " days" : most / HOUR + " hours");
        }
    }

    /// In whole units of the currency.
    record Money(long least, long most) implements NumberRule {

        @Override
        public boolean holds(Object value) {
            com.google.type.Money money = (com.google.type.Money) value;
            return money.getUnits() >= least && money.getUnits() <= most && (least < 0 || money.getUnits() > 0 || money.getNanos() >= 0);
        }

        @Override
        public String message(Object value) {
            return least == 0 && ((com.google.type.Money) value).getUnits() <= most ? "must not be negative" : "must be " + description();
        }

        @Override
        public String description() {
            return "at most " + grouped(most) + " units of the currency" + (least == 0 ? ", and not negative" : ", up or down");
        }
    }
}
