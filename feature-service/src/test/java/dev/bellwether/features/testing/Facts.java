package dev.bellwether.features.testing;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.google.type.Date;
import com.google.type.Money;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.v1.AccountErased;
import dev.bellwether.ingestion.v1.AccountProfile;
import dev.bellwether.ingestion.v1.CasePriority;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.ingestion.v1.ContactLogged;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.FeatureUsed;
import dev.bellwether.ingestion.v1.InvoiceFailed;
import dev.bellwether.ingestion.v1.InvoicePaid;
import dev.bellwether.ingestion.v1.LearningResourceUsed;
import dev.bellwether.ingestion.v1.NamedEvent;
import dev.bellwether.ingestion.v1.ProductActivated;
import dev.bellwether.ingestion.v1.ProductRelease;
import dev.bellwether.ingestion.v1.Session;
import dev.bellwether.ingestion.v1.SignIn;
import dev.bellwether.ingestion.v1.SubscriptionCancelled;
import dev.bellwether.ingestion.v1.SubscriptionChanged;
import dev.bellwether.ingestion.v1.SubscriptionRenewed;
import dev.bellwether.ingestion.v1.SubscriptionStarted;
import dev.bellwether.ingestion.v1.SupportCaseClosed;
import dev.bellwether.ingestion.v1.SupportCaseOpened;
import dev.bellwether.ingestion.v1.SurveyAnswered;
import dev.bellwether.ingestion.v1.UsageReported;
import dev.bellwether.ingestion.v1.UserIdentified;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/// What one account does, as events: `on("2026-03-04").signIn("ana")`. Each gets an id of its own.
public final class Facts {

    private static final AtomicInteger IDS = new AtomicInteger();

    private final String tenant;
    private final String account;
    private final List<Event> events = new ArrayList<>();
    private Instant at = Instant.EPOCH;
    private OptionalLong sequence = OptionalLong.empty();

    private Facts(String tenant, String account) {
        this.tenant = tenant;
        this.account = account;
    }

    public static Facts of(String account) {
        return new Facts("acme", account);
    }

    public static Facts of(String tenant, String account) {
        return new Facts(tenant, account);
    }

    public List<Event> events() {
        return List.copyOf(events);
    }

    /// From here on at noon of that day.
    public Facts on(String day) {
        return at(day + "T12:00:00Z");
    }

    public Facts on(LocalDate day) {
        return on(day.toString());
    }

    public Facts at(String instant) {
        at = Instant.parse(instant);
        return this;
    }

    /// From here on.
    public Facts sequence(long number) {
        sequence = OptionalLong.of(number);
        return this;
    }

    public Facts profile(UnaryOperator<AccountProfile.Builder> profile) {
        return add(event().setAccountProfile(profile.apply(AccountProfile.newBuilder())));
    }

    public Facts companyType(CompanyType type) {
        return profile(profile -> profile.setCompanyType(type));
    }

    public Facts started(String subscription, String plan, String mrr, long seats) {
        return add(event().setSubscriptionStarted(SubscriptionStarted.newBuilder()
                .setSubscriptionId(subscription).setPlan(plan).setMrr(money(mrr)).setSeats(seats)));
    }

    public Facts started(String subscription, String plan, String mrr, long seats, String renewal) {
        return add(event().setSubscriptionStarted(SubscriptionStarted.newBuilder()
                .setSubscriptionId(subscription).setPlan(plan).setMrr(money(mrr)).setSeats(seats).setRenewalDate(date(renewal))));
    }

    public Facts started(UnaryOperator<SubscriptionStarted.Builder> start) {
        return add(event().setSubscriptionStarted(start.apply(SubscriptionStarted.newBuilder())));
    }

    public Facts changed(UnaryOperator<SubscriptionChanged.Builder> change) {
        return add(event().setSubscriptionChanged(change.apply(SubscriptionChanged.newBuilder())));
    }

    public Facts renewed(UnaryOperator<SubscriptionRenewed.Builder> renewal) {
        return add(event().setSubscriptionRenewed(renewal.apply(SubscriptionRenewed.newBuilder())));
    }

    public Facts cancelled(String subscription) {
        return add(event().setSubscriptionCancelled(SubscriptionCancelled.newBuilder().setSubscriptionId(subscription)));
    }

    /// Known from now on, and ended later.
    ///
    /// @param ends as in 2026-03-10T12:00:00Z
    public Facts cancelled(String subscription, String ends) {
        return add(event().setSubscriptionCancelled(SubscriptionCancelled.newBuilder().setSubscriptionId(subscription)
                .setEndsAt(Dates.timestamp(Instant.parse(ends)))));
    }

    public Facts featureUsed(String user, String feature, long count) {
        return featureUsed(user, feature, "", count);
    }

    public Facts featureUsed(String user, String feature, String product, long count) {
        return add(event().setUser(user)
                .setFeatureUsed(FeatureUsed.newBuilder().setFeature(feature).setProduct(product).setCount(count)));
    }

    public Facts session(String user, long seconds) {
        return session(user, seconds, "");
    }

    public Facts session(String user, long seconds, String product) {
        return add(event().setUser(user)
                .setSession(Session.newBuilder().setDuration(Duration.newBuilder().setSeconds(seconds)).setProduct(product)));
    }

    public Facts signIn(String user) {
        return add(event().setUser(user).setSignIn(SignIn.getDefaultInstance()));
    }

    public Facts learned(String user) {
        return add(event().setUser(user).setLearningResourceUsed(LearningResourceUsed.newBuilder().setResource("guide")));
    }

    public Facts named(String user) {
        return named(user, "exported");
    }

    public Facts named(String user, String name) {
        return add(event().setUser(user).setNamedEvent(NamedEvent.newBuilder().setName(name)));
    }

    public Facts productActivated(String product) {
        return add(event().setProductActivated(ProductActivated.newBuilder().setProduct(product)));
    }

    public Facts release(String release) {
        return add(event().setProductRelease(ProductRelease.newBuilder().setRelease(release)));
    }

    public Facts caseOpened(String id, CasePriority priority) {
        return add(event().setSupportCaseOpened(SupportCaseOpened.newBuilder().setCaseId(id).setPriority(priority)));
    }

    public Facts caseClosed(String id) {
        return add(event().setSupportCaseClosed(SupportCaseClosed.newBuilder().setCaseId(id)));
    }

    public Facts nps(int score) {
        return add(event().setSurveyAnswered(SurveyAnswered.newBuilder().setKind(SurveyAnswered.Kind.NPS).setScore(score)));
    }

    public Facts csat(int score) {
        return add(event().setSurveyAnswered(SurveyAnswered.newBuilder().setKind(SurveyAnswered.Kind.CSAT).setScore(score)));
    }

    public Facts contact() {
        return add(event().setContactLogged(ContactLogged.newBuilder().setChannel("call")));
    }

    public Facts paid(String amount) {
        return paid(amount, "EUR");
    }

    public Facts paid(String amount, String currency) {
        return add(event().setInvoicePaid(InvoicePaid.newBuilder().setAmount(money(amount, currency))));
    }

    public Facts failed() {
        return add(event().setInvoiceFailed(InvoiceFailed.newBuilder().setAmount(money("10"))));
    }

    public Facts identified(String user) {
        return add(event().setUser(user).setUserIdentified(UserIdentified.getDefaultInstance()));
    }

    public Facts reported(UnaryOperator<UsageReported.Builder> report) {
        return add(event().setUsageReported(report.apply(UsageReported.newBuilder())));
    }

    public Facts erased() {
        return add(event().setAccountErased(AccountErased.getDefaultInstance()));
    }

    public Facts add(Event.Builder event) {
        events.add(event.build());
        return this;
    }

    public Event.Builder event() {
        Event.Builder event = Event.newBuilder()
                .setTenant(tenant)
                .setAccount(account)
                .setSource("test")
                .setEventId("e" + IDS.incrementAndGet())
                .setOccurredAt(Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()));
        sequence.ifPresent(event::setSequence);
        return event;
    }

    public static Money money(String amount) {
        return money(amount, "EUR");
    }

    public static Money money(String amount, String currency) {
        java.math.BigDecimal value = new java.math.BigDecimal(amount);
        long units = value.longValue();
        int nanos = value.subtract(java.math.BigDecimal.valueOf(units)).movePointRight(9).intValueExact();
        return Money.newBuilder().setCurrencyCode(currency).setUnits(units).setNanos(nanos).build();
    }

    public static Date date(String day) {
        LocalDate date = LocalDate.parse(day);
        return Date.newBuilder().setYear(date.getYear()).setMonth(date.getMonthValue()).setDay(date.getDayOfMonth()).build();
    }
}
