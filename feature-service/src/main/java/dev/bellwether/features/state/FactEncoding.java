package dev.bellwether.features.state;

import dev.bellwether.ingestion.v1.CompanyType;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The stored form of a [Fact]: a number for its kind, then its fields. The numbers never change and are never reused.
final class FactEncoding {

    private static final int PROFILE = 1;
    private static final int SUBSCRIPTION_STARTED = 2;
    private static final int SUBSCRIPTION_CHANGED = 3;
    private static final int SUBSCRIPTION_RENEWED = 4;
    private static final int SUBSCRIPTION_CANCELLED = 5;
    private static final int CASE_OPENED = 6;
    private static final int URGENT_CASE_OPENED = 7;
    private static final int CASE_CLOSED = 8;
    private static final int NPS_ANSWERED = 9;
    private static final int CSAT_ANSWERED = 10;
    private static final int USAGE_REPORTED = 11;

    private FactEncoding() {}

    static void write(Fact fact, Bytes out) {
        switch (fact) {
            case Fact.Profile profile -> {
                out.one(PROFILE);
                text(profile.name(), out);
                out.one(profile.companyType().getNumber());
                text(profile.industry(), out);
                number(profile.employees(), out);
                text(profile.deploymentModel(), out);
                real(profile.annualRevenueGrowth(), out);
                real(profile.annualEmployeeGrowth(), out);
                text(profile.country(), out);
                day(profile.signedUpDay(), out);
            }
            case Fact.SubscriptionStarted started -> {
                out.one(SUBSCRIPTION_STARTED);
                out.text(started.subscription());
                out.text(started.plan());
                amount(started.mrr(), out);
                number(started.seats(), out);
                day(started.renewalDay(), out);
            }
            case Fact.SubscriptionAmended amended -> {
                out.one(amended.renewed() ? SUBSCRIPTION_RENEWED : SUBSCRIPTION_CHANGED);
                out.text(amended.subscription());
                text(amended.plan(), out);
                amount(amended.mrr(), out);
                number(amended.seats(), out);
                day(amended.renewalDay(), out);
            }
            case Fact.SubscriptionCancelled cancelled -> {
                out.one(SUBSCRIPTION_CANCELLED);
                out.text(cancelled.subscription());
                out.text(cancelled.reason());
                number(cancelled.endsAt(), out);
            }
            case Fact.CaseOpened opened -> {
                out.one(opened.urgent() ? URGENT_CASE_OPENED : CASE_OPENED);
                out.fixed(opened.supportCase());
            }
            case Fact.CaseClosed closed -> {
                out.one(CASE_CLOSED);
                out.fixed(closed.supportCase());
            }
            case Fact.NpsAnswered answered -> {
                out.one(NPS_ANSWERED);
                out.signed(answered.score());
            }
            case Fact.CsatAnswered answered -> {
                out.one(CSAT_ANSWERED);
                out.signed(answered.score());
            }
            case Fact.UsageReported reported -> {
                out.one(USAGE_REPORTED);
                out.unsigned(reported.windowDays());
                number(reported.activeDays(), out);
                number(reported.sessions(), out);
                real(reported.minutes(), out);
                number(reported.featuresUsed(), out);
                real(reported.activity(), out);
                number(reported.users(), out);
                number(reported.signIns(), out);
                day(reported.lastActiveDay(), out);
                number(reported.openCases(), out);
            }
        }
    }

    static Fact read(BytesReader in) {
        int kind = in.one();
        return switch (kind) {
            case PROFILE -> new Fact.Profile(
                    text(in), companyType(in), text(in), number(in), text(in), real(in), real(in), text(in), day(in));
            case SUBSCRIPTION_STARTED ->
                new Fact.SubscriptionStarted(in.text(), in.text(), amount(in), number(in), day(in));
            case SUBSCRIPTION_CHANGED, SUBSCRIPTION_RENEWED -> new Fact.SubscriptionAmended(
                    in.text(), kind == SUBSCRIPTION_RENEWED, text(in), amount(in), number(in), day(in));
            case SUBSCRIPTION_CANCELLED -> new Fact.SubscriptionCancelled(in.text(), in.text(), number(in));
            case CASE_OPENED, URGENT_CASE_OPENED -> new Fact.CaseOpened(in.fixed(), kind == URGENT_CASE_OPENED);
            case CASE_CLOSED -> new Fact.CaseClosed(in.fixed());
            case NPS_ANSWERED -> new Fact.NpsAnswered((int) in.signed());
            case CSAT_ANSWERED -> new Fact.CsatAnswered((int) in.signed());
            case USAGE_REPORTED -> new Fact.UsageReported(
                    (int) in.unsigned(), number(in), number(in), real(in), number(in), real(in), number(in), number(in), day(in),
                    number(in));
            default -> throw new IllegalStateException("stored state has a fact of unknown kind " + kind);
        };
    }

    private static CompanyType companyType(BytesReader in) {
        return switch (in.one()) {
            case CompanyType.ENTERPRISE_VALUE -> CompanyType.ENTERPRISE;
            case CompanyType.SELF_SERVE_VALUE -> CompanyType.SELF_SERVE;
            default -> CompanyType.COMPANY_TYPE_UNSPECIFIED;
        };
    }

    private static void text(Optional<String> text, Bytes out) {
        out.one(text.isPresent() ? 1 : 0);
        text.ifPresent(out::text);
    }

    private static Optional<String> text(BytesReader in) {
        return in.one() == 0 ? Optional.empty() : Optional.of(in.text());
    }

    private static void amount(Optional<Amount> amount, Bytes out) {
        out.one(amount.isPresent() ? 1 : 0);
        amount.ifPresent(given -> {
            out.text(given.currency());
            out.signed(given.units());
            out.signed(given.nanos());
        });
    }

    private static Optional<Amount> amount(BytesReader in) {
        return in.one() == 0 ? Optional.empty() : Optional.of(new Amount(in.text(), in.signed(), (int) in.signed()));
    }

    private static void number(OptionalLong number, Bytes out) {
        out.one(number.isPresent() ? 1 : 0);
        number.ifPresent(out::signed);
    }

    private static OptionalLong number(BytesReader in) {
        return in.one() == 0 ? OptionalLong.empty() : OptionalLong.of(in.signed());
    }

    private static void real(OptionalDouble real, Bytes out) {
        out.one(real.isPresent() ? 1 : 0);
        real.ifPresent(out::real);
    }

    private static OptionalDouble real(BytesReader in) {
        return in.one() == 0 ? OptionalDouble.empty() : OptionalDouble.of(in.real());
    }

    private static void day(OptionalInt day, Bytes out) {
        out.one(day.isPresent() ? 1 : 0);
        day.ifPresent(out::signed);
    }

    private static OptionalInt day(BytesReader in) {
        return in.one() == 0 ? OptionalInt.empty() : OptionalInt.of((int) in.signed());
    }
}
