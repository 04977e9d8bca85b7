package dev.bellwether.ingestion.validation;

import static dev.bellwether.ingestion.validation.Reason.IN_THE_FUTURE;
import static dev.bellwether.ingestion.validation.Reason.MALFORMED;
import static dev.bellwether.ingestion.validation.Reason.NOT_ALLOWED;
import static dev.bellwether.ingestion.validation.Reason.OUT_OF_RANGE;
import static dev.bellwether.ingestion.validation.Reason.REQUIRED;
import static dev.bellwether.ingestion.validation.Reason.TOO_LARGE;
import static dev.bellwether.ingestion.validation.Reason.TOO_LONG;
import static dev.bellwether.ingestion.validation.Reason.TOO_OLD;
import static dev.bellwether.ingestion.validation.Reason.UNKNOWN_VALUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Duration;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import com.google.type.Date;
import com.google.type.Money;
import dev.bellwether.ingestion.v1.AccountErased;
import dev.bellwether.ingestion.v1.AccountProfile;
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
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Expected fields and ranges come from the comments in `event.proto`.
class EventValidatorTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final TimeWindow WINDOW = TimeWindow.around(NOW, java.time.Duration.ofDays(1_200));

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void is_taken(String what, Event event) {
        assertThatCode(() -> EventValidator.check(event, WINDOW)).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource
    void is_rejected(String field, Reason reason, String what, Event event) {
        assertThatThrownBy(() -> EventValidator.check(event, WINDOW))
                .isInstanceOfSatisfying(Rejection.class, rejection -> {
                    assertThat(rejection.field()).isEqualTo(field);
                    assertThat(rejection.reason()).isEqualTo(reason);
                    assertThat(rejection.getMessage()).isNotBlank();
                });
    }

    static Stream<Arguments> is_taken() {
        return Stream.of(
                taken("a sign-in", _ -> {}),
                taken("a tenant of 63 characters", e -> e.setTenant("a-1".repeat(21))),
                taken("an account of any visible ASCII", e -> e.setAccount("a!~\"\\{}|:")),
                taken("an id of 128 characters outside of the basic plane", e -> e.setEventId("🐑".repeat(128))),
                taken("no user and no source", e -> e.clearUser().clearSource()),
                taken("ten minutes ahead", e -> e.setOccurredAt(at(NOW.plusSeconds(600)))),
                taken("as old as is kept", e -> e.setOccurredAt(at(NOW.minus(java.time.Duration.ofDays(1_200))))),
                taken("a customer of five years", e -> e.setOccurredAt(at(NOW.minus(java.time.Duration.ofDays(1_827))))
                        .setAccountProfile(AccountProfile.newBuilder().setName("Acme"))),
                taken("a subscription of forty years", e -> e.setOccurredAt(at(NOW.minus(java.time.Duration.ofDays(40 * 365))))
                        .setSubscriptionStarted(SubscriptionStarted.newBuilder().setPlan("Pro"))),
                taken("a case that is open since long ago", e -> e.setOccurredAt(at(NOW.minus(java.time.Duration.ofDays(1_300))))
                        .setSupportCaseOpened(SupportCaseOpened.newBuilder().setCaseId("c1"))),
                taken("a sign-up of the sender's day", e -> e.setAccountProfile(AccountProfile.newBuilder().setSignedUpOn(day(1)))),
                taken("a sign-up of long ago", e -> e.setAccountProfile(AccountProfile.newBuilder().setSignedUpOn(date(1999, 1, 31)))),
                taken("a report of one number", e -> e.setUsageReported(UsageReported.newBuilder().setSignIns(0))),
                taken("a report with all there is", e -> e.setUsageReported(UsageReported.newBuilder().setWindowDays(366).setActiveDays(366)
                        .setSessions(1).setMinutes(0.5).setFeaturesUsed(2).setActivity(71.5).setUsers(3).setSignIns(4)
                        .setLastActiveOn(day(0)).setOpenCases(5))),
                taken("an empty profile", e -> e.setAccountProfile(AccountProfile.getDefaultInstance())),
                taken("a whole profile", e -> e.setAccountProfile(AccountProfile.newBuilder().setName("Acme").setIndustry("FinTech")
                        .setEmployees(0).setDeploymentModel("cloud").setAnnualRevenueGrowth(-0.3).setAnnualEmployeeGrowth(2)
                        .setCountry("DE"))),
                taken("a trial", e -> e.setSubscriptionStarted(SubscriptionStarted.newBuilder().setPlan("Trial").setMrr(euros(0, 0)))),
                taken("a subscription with a renewal on a leap day", e -> e.setSubscriptionStarted(SubscriptionStarted.newBuilder()
                        .setSubscriptionId("s1").setPlan("Pro").setMrr(euros(99, 990_000_000)).setSeats(3)
                        .setRenewalDate(date(2028, 2, 29)))),
                taken("a changed seat count", e -> e.setSubscriptionChanged(SubscriptionChanged.newBuilder().setSeats(0))),
                taken("a renewal", e -> e.setSubscriptionRenewed(SubscriptionRenewed.newBuilder().setRenewalDate(date(2027, 12, 31)))),
                taken("a cancellation", e -> e.setSubscriptionCancelled(SubscriptionCancelled.newBuilder().setReason("pricing"))),
                taken("a cancellation for later",
                        e -> e.setSubscriptionCancelled(ends(NOW.plus(java.time.Duration.ofDays(40 * 365)).getEpochSecond(), 0))),
                taken("a cancellation that is over", e -> e.setSubscriptionCancelled(ends(0, 999_999_999))),
                taken("a feature used for a whole day", e -> e.setFeatureUsed(FeatureUsed.newBuilder().setFeature("reports")
                        .setCount(1_000_000).setDuration(seconds(86_400)))),
                taken("a session", e -> e.setSession(Session.newBuilder().setDuration(seconds(0)).setProduct("crm"))),
                taken("an activation", e -> e.setProductActivated(ProductActivated.newBuilder().setProduct("crm"))),
                taken("a release", e -> e.setProductRelease(ProductRelease.newBuilder().setProduct("crm").setRelease("2026.3"))),
                taken("a case without priority", e -> e.setSupportCaseOpened(SupportCaseOpened.newBuilder().setCaseId("c1"))),
                taken("a closed case", e -> e.setSupportCaseClosed(SupportCaseClosed.newBuilder().setCaseId("c1"))),
                taken("the worst NPS", e -> e.setSurveyAnswered(SurveyAnswered.newBuilder().setKind(SurveyAnswered.Kind.NPS).setScore(0))),
                taken("the best CSAT", e -> e.setSurveyAnswered(SurveyAnswered.newBuilder().setKind(SurveyAnswered.Kind.CSAT).setScore(5))),
                taken("a contact", e -> e.setContactLogged(ContactLogged.newBuilder().setChannel("call"))),
                taken("a resource", e -> e.setLearningResourceUsed(LearningResourceUsed.newBuilder().setResource("getting-started"))),
                taken("a sequence", e -> e.setSequence(Long.MAX_VALUE)),
                taken("a feature used not once", e -> e.setFeatureUsed(FeatureUsed.newBuilder().setFeature("f").setCount(0))),
                taken("a session of unknown length", e -> e.setSession(Session.getDefaultInstance())),
                taken("a subscription of unknown price and seats",
                        e -> e.setSubscriptionStarted(SubscriptionStarted.newBuilder().setPlan("Pro"))),
                taken("an invoice of an unknown amount", e -> e.setInvoicePaid(InvoicePaid.newBuilder().setInvoiceId("i1"))),
                taken("an amount of unlimited seats",
                        e -> e.setSubscriptionChanged(SubscriptionChanged.newBuilder().setSeats(Long.MAX_VALUE))),
                taken("a currency of three decimals",
                        e -> e.setInvoicePaid(
                                InvoicePaid.newBuilder().setAmount(Money.newBuilder().setCurrencyCode("KWD").setNanos(125_000_000)))),
                taken("a refund", e -> e.setInvoicePaid(InvoicePaid.newBuilder().setInvoiceId("i1").setAmount(euros(-5, -500_000_000)))),
                taken("a failed invoice",
                        e -> e.setInvoiceFailed(InvoiceFailed.newBuilder().setAmount(euros(5, 0)).setReason("card expired"))),
                taken("a person", e -> e.setUserIdentified(UserIdentified.newBuilder().setPrevious("anon-1").setTraits(nested(16)))),
                taken("an event of the tenant's own", e -> e.setNamedEvent(NamedEvent.newBuilder().setName("exported")
                        .setProperties(Struct.newBuilder().putFields("rows", number(3)).putFields("none",
                                Value.newBuilder().setNullValueValue(0).build())))),
                taken("properties nested 16 deep",
                        e -> e.setNamedEvent(NamedEvent.newBuilder().setName("deep").setProperties(nested(16)))));
    }

    static Stream<Arguments> is_rejected() {
        return Stream.of(
                rejected("tenant", REQUIRED, "none", e -> e.clearTenant()),
                rejected("tenant", TOO_LONG, "64 characters", e -> e.setTenant("a".repeat(64))),
                rejected("tenant", MALFORMED, "capital letters", e -> e.setTenant("Acme")),
                rejected("tenant", MALFORMED, "a slash", e -> e.setTenant("a/b")),
                rejected("tenant", MALFORMED, "a hyphen first", e -> e.setTenant("-a")),
                rejected("account", REQUIRED, "none", e -> e.clearAccount()),
                rejected("account", TOO_LONG, "129 characters", e -> e.setAccount("a".repeat(129))),
                rejected("account", MALFORMED, "a space", e -> e.setAccount("a b")),
                rejected("account", MALFORMED, "a slash", e -> e.setAccount("a/b")),
                rejected("account", MALFORMED, "beyond ASCII", e -> e.setAccount("bär")),
                rejected("account", MALFORMED, "a control character", e -> e.setAccount("a\u0000")),
                rejected("event", TOO_LARGE, "more than 32 KB", e -> e.setNamedEvent(NamedEvent.newBuilder().setName("large")
                        .setProperties(Struct.newBuilder().putFields("text", string("x".repeat(32 * 1024)))))),
                rejected("user", TOO_LONG, "257 characters", e -> e.setUser("u".repeat(257))),
                rejected("event_id", REQUIRED, "none", e -> e.clearEventId()),
                rejected("event_id", TOO_LONG, "129 characters", e -> e.setEventId("e".repeat(129))),
                rejected("event_id", TOO_LONG, "129 characters outside of the basic plane", e -> e.setEventId("🐑".repeat(129))),
                rejected("source", TOO_LONG, "65 characters", e -> e.setSource("s".repeat(65))),
                rejected("occurred_at", REQUIRED, "none", e -> e.clearOccurredAt()),
                rejected("occurred_at", IN_THE_FUTURE, "a nanosecond more than ten minutes",
                        e -> e.setOccurredAt(at(NOW.plusSeconds(600).plusNanos(1)))),
                rejected("occurred_at", TOO_OLD, "a nanosecond more than 1,200 days", e -> e.setOccurredAt(at(
                        NOW.minus(java.time.Duration.ofDays(1_200)).minusNanos(1)))),
                rejected("occurred_at", MALFORMED, "negative nanoseconds",
                        e -> e.setOccurredAt(Timestamp.newBuilder().setSeconds(1).setNanos(-1))),
                rejected("occurred_at", TOO_OLD, "a subscription of more than forty years", e -> e.setOccurredAt(at(
                        NOW.minus(java.time.Duration.ofDays(40 * 365)).minusNanos(1)))
                        .setSubscriptionStarted(SubscriptionStarted.getDefaultInstance())),
                rejected("occurred_at", TOO_OLD, "a payment of five years ago", e -> e.setOccurredAt(at(
                        NOW.minus(java.time.Duration.ofDays(1_827)))).setInvoicePaid(InvoicePaid.getDefaultInstance())),
                rejected("account_profile.signed_up_on", IN_THE_FUTURE, "two days on", e -> e.setAccountProfile(
                        AccountProfile.newBuilder().setSignedUpOn(day(2)))),
                rejected("account_profile.signed_up_on", OUT_OF_RANGE, "no day", e -> e.setAccountProfile(
                        AccountProfile.newBuilder().setSignedUpOn(date(2025, 2, 30)))),
                rejected("usage_reported", REQUIRED, "no number", e -> e.setUsageReported(UsageReported.newBuilder().setWindowDays(30))),
                rejected("usage_reported.window_days", OUT_OF_RANGE, "0",
                        e -> e.setUsageReported(UsageReported.newBuilder().setWindowDays(0))),
                rejected("usage_reported.window_days", OUT_OF_RANGE, "367",
                        e -> e.setUsageReported(UsageReported.newBuilder().setWindowDays(367))),
                rejected("usage_reported.active_days", OUT_OF_RANGE, "29 of 28",
                        e -> e.setUsageReported(UsageReported.newBuilder().setActiveDays(29))),
                rejected("usage_reported.sign_ins", OUT_OF_RANGE, "-1", e -> e.setUsageReported(UsageReported.newBuilder().setSignIns(-1))),
                rejected("usage_reported.minutes", OUT_OF_RANGE, "NaN",
                        e -> e.setUsageReported(UsageReported.newBuilder().setMinutes(Double.NaN))),
                rejected("usage_reported.activity", OUT_OF_RANGE, "infinite", e -> e.setUsageReported(
                        UsageReported.newBuilder().setActivity(Double.POSITIVE_INFINITY))),
                rejected("usage_reported.last_active_on", IN_THE_FUTURE, "tomorrow", e -> e.setUsageReported(
                        UsageReported.newBuilder().setLastActiveOn(day(1)))),
                rejected("fact", REQUIRED, "none", e -> e.clearFact()),

                rejected("account_profile.name", TOO_LONG, "257 characters",
                        e -> e.setAccountProfile(AccountProfile.newBuilder().setName("n".repeat(257)))),
                rejected("account_profile.company_type", UNKNOWN_VALUE, "77",
                        e -> e.setAccountProfile(AccountProfile.newBuilder().setCompanyTypeValue(77))),
                rejected("account_profile.industry", TOO_LONG, "129 characters",
                        e -> e.setAccountProfile(AccountProfile.newBuilder().setIndustry("i".repeat(129)))),
                rejected("account_profile.employees", OUT_OF_RANGE, "-1",
                        e -> e.setAccountProfile(AccountProfile.newBuilder().setEmployees(-1))),
                rejected("account_profile.deployment_model", TOO_LONG, "65 characters",
                        e -> e.setAccountProfile(AccountProfile.newBuilder().setDeploymentModel("d".repeat(65)))),
                rejected("account_profile.annual_revenue_growth", OUT_OF_RANGE, "NaN",
                        e -> e.setAccountProfile(AccountProfile.newBuilder().setAnnualRevenueGrowth(Double.NaN))),
                rejected("account_profile.annual_employee_growth", OUT_OF_RANGE, "infinite",
                        e -> e.setAccountProfile(AccountProfile.newBuilder().setAnnualEmployeeGrowth(Double.NEGATIVE_INFINITY))),
                rejected("account_profile.country", MALFORMED, "a name",
                        e -> e.setAccountProfile(AccountProfile.newBuilder().setCountry("Germany"))),
                rejected("account_profile.country", MALFORMED, "empty",
                        e -> e.setAccountProfile(AccountProfile.newBuilder().setCountry(""))),

                rejected("subscription_started.subscription_id", TOO_LONG, "129 characters",
                        e -> e.setSubscriptionStarted(SubscriptionStarted.newBuilder().setSubscriptionId("s".repeat(129)))),
                rejected("subscription_started.plan", TOO_LONG, "129 characters",
                        e -> e.setSubscriptionStarted(SubscriptionStarted.newBuilder().setPlan("p".repeat(129)))),
                rejected("subscription_started.mrr", OUT_OF_RANGE, "negative",
                        e -> e.setSubscriptionStarted(SubscriptionStarted.newBuilder().setMrr(euros(-1, 0)))),
                rejected("subscription_started.mrr", OUT_OF_RANGE, "negative nanos",
                        e -> e.setSubscriptionStarted(SubscriptionStarted.newBuilder().setMrr(euros(0, -1)))),
                rejected("subscription_started.mrr", OUT_OF_RANGE, "more than 10^12",
                        e -> e.setSubscriptionStarted(SubscriptionStarted.newBuilder().setMrr(euros(1_000_000_000_001L, 0)))),
                rejected("subscription_started.mrr", MALFORMED, "a billion nanos",
                        e -> e.setSubscriptionStarted(SubscriptionStarted.newBuilder().setMrr(euros(1, 1_000_000_000)))),
                rejected("subscription_started.mrr", MALFORMED, "signs that differ",
                        e -> e.setSubscriptionStarted(SubscriptionStarted.newBuilder().setMrr(euros(1, -1)))),
                rejected("subscription_started.mrr", MALFORMED, "a currency's sign",
                        e -> e.setSubscriptionStarted(SubscriptionStarted.newBuilder().setMrr(Money.newBuilder().setCurrencyCode("€")))),
                rejected("subscription_started.mrr", MALFORMED, "small letters",
                        e -> e.setSubscriptionStarted(SubscriptionStarted.newBuilder().setMrr(Money.newBuilder().setCurrencyCode("eur")))),
                rejected("subscription_started.mrr", UNKNOWN_VALUE, "no currency",
                        e -> e.setSubscriptionStarted(SubscriptionStarted.newBuilder().setMrr(Money.newBuilder().setCurrencyCode("EUX")))),
                rejected("sequence", OUT_OF_RANGE, "-1", e -> e.setSequence(-1)),
                rejected("subscription_started.seats", OUT_OF_RANGE, "-1",
                        e -> e.setSubscriptionStarted(SubscriptionStarted.newBuilder().setSeats(-1))),
                rejected("subscription_started.renewal_date", OUT_OF_RANGE, "29 February of a common year",
                        e -> e.setSubscriptionStarted(SubscriptionStarted.newBuilder().setRenewalDate(date(2027, 2, 29)))),
                rejected("subscription_started.renewal_date", OUT_OF_RANGE, "29 February 2100",
                        e -> e.setSubscriptionStarted(SubscriptionStarted.newBuilder().setRenewalDate(date(2100, 2, 29)))),
                rejected("subscription_started.renewal_date", OUT_OF_RANGE, "a month without a day",
                        e -> e.setSubscriptionStarted(SubscriptionStarted.newBuilder().setRenewalDate(date(2027, 2, 0)))),
                rejected("subscription_started.renewal_date", OUT_OF_RANGE, "31 April",
                        e -> e.setSubscriptionStarted(SubscriptionStarted.newBuilder().setRenewalDate(date(2027, 4, 31)))),
                rejected("subscription_changed.subscription_id", TOO_LONG, "129 characters",
                        e -> e.setSubscriptionChanged(SubscriptionChanged.newBuilder().setSubscriptionId("s".repeat(129)))),
                rejected("subscription_changed.plan", TOO_LONG, "129 characters",
                        e -> e.setSubscriptionChanged(SubscriptionChanged.newBuilder().setPlan("p".repeat(129)))),
                rejected("subscription_changed.mrr", OUT_OF_RANGE, "negative",
                        e -> e.setSubscriptionChanged(SubscriptionChanged.newBuilder().setMrr(euros(-1, 0)))),
                rejected("subscription_changed.seats", OUT_OF_RANGE, "-1",
                        e -> e.setSubscriptionChanged(SubscriptionChanged.newBuilder().setSeats(-1))),
                rejected("subscription_changed.renewal_date", OUT_OF_RANGE, "month 13",
                        e -> e.setSubscriptionChanged(SubscriptionChanged.newBuilder().setRenewalDate(date(2027, 13, 1)))),
                rejected("subscription_renewed.subscription_id", TOO_LONG, "129 characters",
                        e -> e.setSubscriptionRenewed(SubscriptionRenewed.newBuilder().setSubscriptionId("s".repeat(129)))),
                rejected("subscription_renewed.mrr", OUT_OF_RANGE, "negative",
                        e -> e.setSubscriptionRenewed(SubscriptionRenewed.newBuilder().setMrr(euros(-1, 0)))),
                rejected("subscription_renewed.seats", OUT_OF_RANGE, "-1",
                        e -> e.setSubscriptionRenewed(SubscriptionRenewed.newBuilder().setSeats(-1))),
                rejected("subscription_renewed.renewal_date", OUT_OF_RANGE, "year 0",
                        e -> e.setSubscriptionRenewed(SubscriptionRenewed.newBuilder().setRenewalDate(date(0, 1, 1)))),
                rejected("subscription_cancelled.subscription_id", TOO_LONG, "129 characters",
                        e -> e.setSubscriptionCancelled(SubscriptionCancelled.newBuilder().setSubscriptionId("s".repeat(129)))),
                rejected("subscription_cancelled.reason", TOO_LONG, "257 characters",
                        e -> e.setSubscriptionCancelled(SubscriptionCancelled.newBuilder().setReason("r".repeat(257)))),
                rejected("subscription_cancelled.ends_at", OUT_OF_RANGE, "in the year 9999",
                        e -> e.setSubscriptionCancelled(ends(253_402_214_400L, 0))),
                rejected("subscription_cancelled.ends_at", OUT_OF_RANGE, "before 1900",
                        e -> e.setSubscriptionCancelled(ends(-2_208_988_801L, 0))),
                rejected("subscription_cancelled.ends_at", MALFORMED, "too many nanos",
                        e -> e.setSubscriptionCancelled(ends(0, 1_000_000_000))),

                rejected("feature_used.feature", REQUIRED, "none", e -> e.setFeatureUsed(FeatureUsed.getDefaultInstance())),
                rejected("feature_used.feature", TOO_LONG, "129 characters",
                        e -> e.setFeatureUsed(FeatureUsed.newBuilder().setFeature("f".repeat(129)))),
                rejected("feature_used.product", TOO_LONG, "129 characters",
                        e -> e.setFeatureUsed(FeatureUsed.newBuilder().setFeature("f").setProduct("p".repeat(129)))),
                rejected("feature_used.count", OUT_OF_RANGE, "-1",
                        e -> e.setFeatureUsed(FeatureUsed.newBuilder().setFeature("f").setCount(-1))),
                rejected("feature_used.count", OUT_OF_RANGE, "1,000,001",
                        e -> e.setFeatureUsed(FeatureUsed.newBuilder().setFeature("f").setCount(1_000_001))),
                rejected("feature_used.duration", OUT_OF_RANGE, "a nanosecond more than a day",
                        e -> e.setFeatureUsed(
                                FeatureUsed.newBuilder().setFeature("f").setDuration(seconds(86_400).toBuilder().setNanos(1)))),
                rejected("session.duration", OUT_OF_RANGE, "negative", e -> e.setSession(Session.newBuilder().setDuration(seconds(-1)))),
                rejected("session.product", TOO_LONG, "129 characters",
                        e -> e.setSession(Session.newBuilder().setProduct("p".repeat(129)))),
                rejected("product_activated.product", REQUIRED, "none", e -> e.setProductActivated(ProductActivated.getDefaultInstance())),
                rejected("product_release.product", TOO_LONG, "129 characters",
                        e -> e.setProductRelease(ProductRelease.newBuilder().setProduct("p".repeat(129)))),
                rejected("product_release.release", TOO_LONG, "129 characters",
                        e -> e.setProductRelease(ProductRelease.newBuilder().setRelease("r".repeat(129)))),

                rejected("support_case_opened.case_id", REQUIRED, "none",
                        e -> e.setSupportCaseOpened(SupportCaseOpened.getDefaultInstance())),
                rejected("support_case_opened.priority", UNKNOWN_VALUE, "9",
                        e -> e.setSupportCaseOpened(SupportCaseOpened.newBuilder().setCaseId("c").setPriorityValue(9))),
                rejected("support_case_opened.subject", TOO_LONG, "513 characters",
                        e -> e.setSupportCaseOpened(SupportCaseOpened.newBuilder().setCaseId("c").setSubject("s".repeat(513)))),
                rejected("support_case_closed.case_id", REQUIRED, "none",
                        e -> e.setSupportCaseClosed(SupportCaseClosed.getDefaultInstance())),
                rejected("survey_answered.kind", REQUIRED, "none", e -> e.setSurveyAnswered(SurveyAnswered.newBuilder().setScore(3))),
                rejected("survey_answered.kind", UNKNOWN_VALUE, "9", e -> e.setSurveyAnswered(SurveyAnswered.newBuilder().setKindValue(9))),
                rejected("survey_answered.score", OUT_OF_RANGE, "NPS 11",
                        e -> e.setSurveyAnswered(SurveyAnswered.newBuilder().setKind(SurveyAnswered.Kind.NPS).setScore(11))),
                rejected("survey_answered.score", OUT_OF_RANGE, "CSAT 0",
                        e -> e.setSurveyAnswered(SurveyAnswered.newBuilder().setKind(SurveyAnswered.Kind.CSAT).setScore(0))),
                rejected("survey_answered.score", REQUIRED, "NPS none",
                        e -> e.setSurveyAnswered(SurveyAnswered.newBuilder().setKind(SurveyAnswered.Kind.NPS))),
                rejected("survey_answered.score", REQUIRED, "CSAT none",
                        e -> e.setSurveyAnswered(SurveyAnswered.newBuilder().setKind(SurveyAnswered.Kind.CSAT))),
                rejected("survey_answered.comment", TOO_LONG, "2,001 characters",
                        e -> e.setSurveyAnswered(
                                SurveyAnswered.newBuilder().setKind(SurveyAnswered.Kind.NPS).setScore(5).setComment("c".repeat(2_001)))),
                rejected("contact_logged.channel", TOO_LONG, "65 characters",
                        e -> e.setContactLogged(ContactLogged.newBuilder().setChannel("c".repeat(65)))),
                rejected("contact_logged.contacted_by", TOO_LONG, "257 characters",
                        e -> e.setContactLogged(ContactLogged.newBuilder().setContactedBy("c".repeat(257)))),
                rejected("learning_resource_used.resource", REQUIRED, "none",
                        e -> e.setLearningResourceUsed(LearningResourceUsed.getDefaultInstance())),
                rejected("learning_resource_used.resource", TOO_LONG, "257 characters",
                        e -> e.setLearningResourceUsed(LearningResourceUsed.newBuilder().setResource("r".repeat(257)))),
                rejected("invoice_paid.invoice_id", TOO_LONG, "129 characters",
                        e -> e.setInvoicePaid(InvoicePaid.newBuilder().setInvoiceId("i".repeat(129)))),
                rejected("invoice_paid.amount", OUT_OF_RANGE, "less than -10^12",
                        e -> e.setInvoicePaid(InvoicePaid.newBuilder().setAmount(euros(Long.MIN_VALUE, 0)))),
                rejected("invoice_failed.invoice_id", TOO_LONG, "129 characters",
                        e -> e.setInvoiceFailed(InvoiceFailed.newBuilder().setInvoiceId("i".repeat(129)))),
                rejected("invoice_failed.amount", MALFORMED, "a billion nanos",
                        e -> e.setInvoiceFailed(InvoiceFailed.newBuilder().setAmount(euros(0, 1_000_000_000)))),
                rejected("invoice_failed.reason", TOO_LONG, "257 characters",
                        e -> e.setInvoiceFailed(InvoiceFailed.newBuilder().setReason("r".repeat(257)))),
                rejected("account_erased", NOT_ALLOWED, "an erasure",
                        e -> e.setAccountErased(AccountErased.newBuilder().setReason("asked for"))),
                rejected("user_identified.previous", TOO_LONG, "257 characters",
                        e -> e.setUserIdentified(UserIdentified.newBuilder().setPrevious("p".repeat(257)))),
                rejected("user_identified.traits", OUT_OF_RANGE, "traits nested 17 deep",
                        e -> e.setUserIdentified(UserIdentified.newBuilder().setTraits(nested(17)))),
                rejected("named_event.name", REQUIRED, "none", e -> e.setNamedEvent(NamedEvent.getDefaultInstance())),
                rejected("named_event.properties", OUT_OF_RANGE, "a property that is not a number",
                        e -> e.setNamedEvent(NamedEvent.newBuilder().setName("n").setProperties(
                                Struct.newBuilder().putFields("list",
                                        Value.newBuilder().setListValue(ListValue.newBuilder().addValues(number(Double.NaN))).build())))),
                rejected("named_event.properties", MALFORMED, "a property without a value",
                        e -> e.setNamedEvent(NamedEvent.newBuilder().setName("n").setProperties(
                                Struct.newBuilder().putFields("nothing", Value.getDefaultInstance())))),
                rejected("named_event.properties", OUT_OF_RANGE, "nested 17 deep",
                        e -> e.setNamedEvent(NamedEvent.newBuilder().setName("n").setProperties(nested(17)))));
    }

    @Test
    void an_unknown_fact_is_no_fact() {
        Event fromTheFuture = event(e -> e.clearFact().setUnknownFields(com.google.protobuf.UnknownFieldSet.newBuilder()
                .addField(29,
                        com.google.protobuf.UnknownFieldSet.Field.newBuilder().addLengthDelimited(com.google.protobuf.ByteString.EMPTY)
                                .build())
                .build()));
        assertThatThrownBy(() -> EventValidator.check(fromTheFuture, WINDOW)).isInstanceOf(Rejection.class);
    }

    private static Arguments taken(String what, Consumer<Event.Builder> change) {
        return Arguments.of(what, event(change));
    }

    private static Arguments rejected(String field, Reason reason, String what, Consumer<Event.Builder> change) {
        return Arguments.of(field, reason, what, event(change));
    }

    private static Event event(Consumer<Event.Builder> change) {
        Event.Builder event = Event.newBuilder().setTenant("acme").setAccount("a1").setUser("ada").setEventId("e1").setSource("app")
                .setOccurredAt(at(NOW)).setSignIn(SignIn.getDefaultInstance());
        change.accept(event);
        return event.build();
    }

    private static Timestamp at(Instant instant) {
        return Timestamp.newBuilder().setSeconds(instant.getEpochSecond()).setNanos(instant.getNano()).build();
    }

    private static Money euros(long units, int nanos) {
        return Money.newBuilder().setCurrencyCode("EUR").setUnits(units).setNanos(nanos).build();
    }

    /// This many days after the events' day.
    private static Date day(int ahead) {
        java.time.LocalDate day = java.time.LocalDate.ofInstant(NOW, java.time.ZoneOffset.UTC).plusDays(ahead);
        return date(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    }

    private static Date date(int year, int month, int day) {
        return Date.newBuilder().setYear(year).setMonth(month).setDay(day).build();
    }

    private static Duration seconds(long seconds) {
        return Duration.newBuilder().setSeconds(seconds).build();
    }

    private static Value number(double number) {
        return Value.newBuilder().setNumberValue(number).build();
    }

    private static Value string(String string) {
        return Value.newBuilder().setStringValue(string).build();
    }

    private static Struct nested(int depth) {
        Struct innermost = Struct.newBuilder().putFields("x", number(1)).build();
        return depth == 1 ? innermost
                : Struct.newBuilder().putFields("x", Value.newBuilder().setStructValue(nested(depth - 1)).build()).build();
    }

    private static SubscriptionCancelled.Builder ends(long seconds, int nanos) {
        return SubscriptionCancelled.newBuilder().setEndsAt(Timestamp.newBuilder().setSeconds(seconds).setNanos(nanos));
    }
}
