package dev.bellwether.features.state;

import com.google.protobuf.Timestamp;
import com.google.type.Money;
import dev.bellwether.chassis.event.EventKey;
import dev.bellwether.ingestion.v1.AccountProfile;
import dev.bellwether.ingestion.v1.CasePriority;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.FeatureUsed;
import dev.bellwether.ingestion.v1.InvoicePaid;
import dev.bellwether.ingestion.v1.Session;
import dev.bellwether.ingestion.v1.SubscriptionCancelled;
import dev.bellwether.ingestion.v1.SubscriptionChanged;
import dev.bellwether.ingestion.v1.SubscriptionRenewed;
import dev.bellwether.ingestion.v1.SubscriptionStarted;
import dev.bellwether.ingestion.v1.SurveyAnswered;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What each event adds to the state.
final class EventReader {

    private EventReader() {}

    static void add(Event event, AccountState state) {
        int day = Days.of(event.getOccurredAt());
        switch (event.getFactCase()) {
            case FEATURE_USED -> used(event.getFeatureUsed(), event, state, day);
            case SESSION -> session(event.getSession(), activity(event, state, day, 1), day);
            case SIGN_IN -> activity(event, state, day, 1).add(DailyCounter.SIGN_INS, day, 1);
            case NAMED_EVENT -> {
                MonthChunk month = activity(event, state, day, 1);
                month.add(month.names, Hash64.of(event.getNamedEvent().getName()), day);
            }
            case LEARNING_RESOURCE_USED -> activity(event, state, day, 1).add(DailyCounter.LEARNING, day, 1);
            case PRODUCT_ACTIVATED -> {
                MonthChunk month = state.chunkOf(day);
                month.add(month.products, Hash64.of(event.getProductActivated().getProduct()), day);
            }
            case PRODUCT_RELEASE -> state.chunkOf(day).add(DailyCounter.RELEASES, day, 1);
            case CONTACT_LOGGED -> state.chunkOf(day).add(DailyCounter.CONTACTS, day, 1);
            case INVOICE_PAID -> paid(event.getInvoicePaid(), state.chunkOf(day), day);
            case INVOICE_FAILED -> state.chunkOf(day).add(DailyCounter.INVOICES_FAILED, day, 1);
            case ACCOUNT_PROFILE -> keep(profile(event.getAccountProfile()), event, state, day);
            case SUBSCRIPTION_STARTED -> keep(started(event.getSubscriptionStarted()), event, state, day);
            case SUBSCRIPTION_CHANGED -> keep(changed(event.getSubscriptionChanged()), event, state, day);
            case SUBSCRIPTION_RENEWED -> keep(renewed(event.getSubscriptionRenewed()), event, state, day);
            case SUBSCRIPTION_CANCELLED -> keep(cancelled(event.getSubscriptionCancelled(), event.getOccurredAt()), event, state, day);
            case USAGE_REPORTED -> keep(ReportReader.read(event.getUsageReported()), event, state, day);
            case SUPPORT_CASE_OPENED -> keep(
                    new Fact.CaseOpened(
                            Hash64.of(event.getSupportCaseOpened().getCaseId()),
                            urgent(event.getSupportCaseOpened().getPriority())),
                    event,
                    state,
                    day);
            case SUPPORT_CASE_CLOSED -> keep(
                    new Fact.CaseClosed(Hash64.of(event.getSupportCaseClosed().getCaseId())), event, state, day);
            case SURVEY_ANSWERED -> keep(answered(event.getSurveyAnswered()), event, state, day);
            case USER_IDENTIFIED -> state.chunkOf(day).add(DailyCounter.MENTIONS, day, 1);
            case ACCOUNT_ERASED -> throw new IllegalArgumentException("an erasure is no fact of the state");
            case FACT_NOT_SET -> throw new UnknownFact();
        }
    }

    /// What was used 0 times was not used.
    private static void used(FeatureUsed used, Event event, AccountState state, int day) {
        if (used.hasCount() && used.getCount() == 0) {
            state.chunkOf(day).add(DailyCounter.MENTIONS, day, 1);
            return;
        }
        MonthChunk month = activity(event, state, day, used.hasCount() ? used.getCount() : 1);
        month.add(month.features, Hash64.of(used.getFeature()), day);
        product(month, used.getProduct(), day);
    }

    private static void session(Session session, MonthChunk month, int day) {
        month.add(DailyCounter.SESSIONS, day, 1);
        if (session.hasDuration()) {
            month.add(DailyCounter.TIMED_SESSIONS, day, 1);
            month.add(DailyCounter.SESSION_SECONDS, day, session.getDuration().getSeconds());
            month.add(DailyCounter.SESSION_NANOS, day, session.getDuration().getNanos());
        }
        product(month, session.getProduct(), day);
    }

    private static MonthChunk activity(Event event, AccountState state, int day, long count) {
        MonthChunk month = state.chunkOf(day);
        month.add(DailyCounter.ACTIVITY, day, count);
        EngagedTime.mark(event, month, day);
        String user = event.getUser();
        if (!user.isEmpty()) {
            month.add(month.users, Hash64.of(user), day);
        }
        return month;
    }

    private static void product(MonthChunk month, String product, int day) {
        if (!product.isEmpty()) {
            month.add(month.products, Hash64.of(product), day);
        }
    }

    private static void keep(Fact fact, Event event, AccountState state, int day) {
        EventKey key = EventKey.of(event.getSource(), event.getEventId());
        long sequence = event.hasSequence() ? event.getSequence() : DatedFact.NO_SEQUENCE;
        state.chunkOf(day).add(new DatedFact(Days.nanos(event.getOccurredAt()), sequence, key, fact));
    }

    private static void paid(InvoicePaid invoice, MonthChunk month, int day) {
        month.add(DailyCounter.INVOICES_PAID, day, 1);
        if (invoice.hasAmount()) {
            month.addPaid(Amount.of(invoice.getAmount()), day);
        }
    }

    private static Fact profile(AccountProfile profile) {
        return new Fact.Profile(
                text(profile.hasName(), profile.getName()),
                profile.getCompanyType(),
                text(profile.hasIndustry(), profile.getIndustry()),
                number(profile.hasEmployees(), profile.getEmployees()),
                text(profile.hasDeploymentModel(), profile.getDeploymentModel()),
                real(profile.hasAnnualRevenueGrowth(), profile.getAnnualRevenueGrowth()),
                real(profile.hasAnnualEmployeeGrowth(), profile.getAnnualEmployeeGrowth()),
                text(profile.hasCountry(), profile.getCountry()),
                profile.hasSignedUpOn() ? day(profile.getSignedUpOn()) : OptionalInt.empty());
    }

    private static Fact started(SubscriptionStarted started) {
        return new Fact.SubscriptionStarted(
                started.getSubscriptionId(),
                started.getPlan(),
                amount(started.hasMrr(), started.getMrr()),
                number(started.hasSeats(), started.getSeats()),
                started.hasRenewalDate() ? day(started.getRenewalDate()) : OptionalInt.empty());
    }

    private static Fact changed(SubscriptionChanged changed) {
        return new Fact.SubscriptionAmended(
                changed.getSubscriptionId(),
                false,
                text(changed.hasPlan(), changed.getPlan()),
                amount(changed.hasMrr(), changed.getMrr()),
                number(changed.hasSeats(), changed.getSeats()),
                changed.hasRenewalDate() ? day(changed.getRenewalDate()) : OptionalInt.empty());
    }

    private static Fact renewed(SubscriptionRenewed renewed) {
        return new Fact.SubscriptionAmended(
                renewed.getSubscriptionId(),
                true,
                Optional.empty(),
                amount(renewed.hasMrr(), renewed.getMrr()),
                number(renewed.hasSeats(), renewed.getSeats()),
                renewed.hasRenewalDate() ? day(renewed.getRenewalDate()) : OptionalInt.empty());
    }

    private static Fact cancelled(SubscriptionCancelled cancelled, Timestamp known) {
        boolean later = cancelled.hasEndsAt() && Days.nanos(cancelled.getEndsAt()) > Days.nanos(known);
        return new Fact.SubscriptionCancelled(
                cancelled.getSubscriptionId(), cancelled.getReason(), number(later, later ? Days.nanos(cancelled.getEndsAt()) : 0));
    }

    private static Fact answered(SurveyAnswered answered) {
        return switch (answered.getKind()) {
            case NPS -> new Fact.NpsAnswered(answered.getScore());
            case CSAT -> new Fact.CsatAnswered(answered.getScore());
            case KIND_UNSPECIFIED, UNRECOGNIZED -> throw new UnknownFact();
        };
    }

    private static boolean urgent(CasePriority priority) {
        return priority == CasePriority.HIGH || priority == CasePriority.URGENT;
    }

    private static Optional<String> text(boolean given, String text) {
        return given ? Optional.of(text) : Optional.empty();
    }

    private static Optional<Amount> amount(boolean given, Money amount) {
        return given ? Optional.of(Amount.of(amount)) : Optional.empty();
    }

    private static OptionalLong number(boolean given, long number) {
        return given ? OptionalLong.of(number) : OptionalLong.empty();
    }

    private static OptionalDouble real(boolean given, double value) {
        return given ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private static OptionalInt day(com.google.type.Date date) {
        int day = Days.of(date);
        return day == Days.NONE ? OptionalInt.empty() : OptionalInt.of(day);
    }
}
