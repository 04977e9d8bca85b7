package dev.bellwether.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import com.google.type.Money;
import dev.bellwether.ingestion.v1.AccountProfile;
import dev.bellwether.ingestion.v1.CasePriority;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.FeatureUsed;
import dev.bellwether.ingestion.v1.SubscriptionChanged;
import dev.bellwether.ingestion.v1.SubscriptionStarted;
import dev.bellwether.ingestion.v1.SurveyAnswered;

/// The ranges that event.proto documents, written down a second time.
final class DocumentedRanges {

    private static final long DAY_SECONDS = 86_400;

    private DocumentedRanges() {}

    static void check(Event event) {
        assertThat(event.getTenant()).matches("[a-z0-9-]{1,63}");
        assertThat(event.getAccount()).matches("[!-.0-~]{1,128}");
        assertThat(event.getUser()).hasSizeLessThanOrEqualTo(256);
        assertThat(event.getEventId()).hasSizeBetween(1, 128);
        assertThat(event.getSource()).hasSizeLessThanOrEqualTo(64);
        assertThat(event.getOccurredAt().getNanos()).isBetween(0, 999_999_999);
        assertThat(event.getSerializedSize()).isLessThan(32 * 1024);
        switch (event.getFactCase()) {
            case ACCOUNT_PROFILE -> check(event.getAccountProfile());
            case SUBSCRIPTION_STARTED -> check(event.getSubscriptionStarted());
            case SUBSCRIPTION_CHANGED -> check(event.getSubscriptionChanged());
            case SUBSCRIPTION_RENEWED -> checkNotNegative(event.getSubscriptionRenewed().getMrr());
            case SUBSCRIPTION_CANCELLED -> assertThat(event.getSubscriptionCancelled().getReason()).hasSizeLessThan(257);
            case FEATURE_USED -> check(event.getFeatureUsed());
            case SESSION -> checkLength(event.getSession().getDuration());
            case SIGN_IN -> assertThat(event.getUser()).isNotEmpty();
            case PRODUCT_ACTIVATED -> assertThat(event.getProductActivated().getProduct()).hasSizeBetween(1, 128);
            case PRODUCT_RELEASE -> assertThat(event.getProductRelease().getRelease()).hasSizeBetween(1, 128);
            case SUPPORT_CASE_OPENED -> {
                assertThat(event.getSupportCaseOpened().getCaseId()).hasSizeBetween(1, 128);
                assertThat(event.getSupportCaseOpened().getPriority()).isNotEqualTo(CasePriority.UNRECOGNIZED);
                assertThat(event.getSupportCaseOpened().getSubject()).hasSizeLessThan(513);
            }
            case SUPPORT_CASE_CLOSED -> assertThat(event.getSupportCaseClosed().getCaseId()).hasSizeBetween(1, 128);
            case SURVEY_ANSWERED -> check(event.getSurveyAnswered());
            case CONTACT_LOGGED -> assertThat(event.getContactLogged().getChannel()).hasSizeBetween(1, 64);
            case LEARNING_RESOURCE_USED ->
                assertThat(event.getLearningResourceUsed().getResource()).hasSizeBetween(1, 256);
            case INVOICE_PAID -> checkNotNegative(event.getInvoicePaid().getAmount());
            case INVOICE_FAILED -> checkNotNegative(event.getInvoiceFailed().getAmount());
            case NAMED_EVENT -> assertThat(event.getNamedEvent().getName()).hasSizeBetween(1, 128);
            case USER_IDENTIFIED, USAGE_REPORTED, ACCOUNT_ERASED, FACT_NOT_SET -> throw new AssertionError("unexpected: " + event);
        }
    }

    private static void check(AccountProfile profile) {
        assertThat(profile.getName()).hasSizeBetween(1, 256);
        assertThat(profile.getCompanyType()).isIn(CompanyType.ENTERPRISE, CompanyType.SELF_SERVE);
        assertThat(profile.getIndustry()).hasSizeLessThan(129);
        assertThat(profile.getEmployees()).isPositive();
        assertThat(profile.getDeploymentModel()).hasSizeLessThan(65);
        assertThat(profile.getAnnualRevenueGrowth()).isFinite();
        assertThat(profile.getAnnualEmployeeGrowth()).isFinite();
        assertThat(profile.getCountry()).matches("[A-Z]{2}");
    }

    private static void check(SubscriptionStarted started) {
        assertThat(started.getPlan()).hasSizeBetween(1, 128);
        assertThat(started.getSeats()).isPositive();
        assertThat(started.getRenewalDate().getMonth()).isBetween(1, 12);
        checkNotNegative(started.getMrr());
    }

    private static void check(SubscriptionChanged changed) {
        assertThat(changed.getPlan()).hasSizeBetween(1, 128);
        checkNotNegative(changed.getMrr());
    }

    private static void check(FeatureUsed used) {
        assertThat(used.getFeature()).hasSizeBetween(1, 128);
        assertThat(used.getProduct()).hasSizeBetween(1, 128);
        assertThat(used.getCount()).isBetween(1L, 1_000_000L);
        checkLength(used.getDuration());
    }

    private static void check(SurveyAnswered answered) {
        switch (answered.getKind()) {
            case NPS -> assertThat(answered.getScore()).isBetween(0, 10);
            case CSAT -> assertThat(answered.getScore()).isBetween(1, 5);
            case KIND_UNSPECIFIED, UNRECOGNIZED -> throw new AssertionError("unexpected: " + answered);
        }
    }

    private static void checkLength(com.google.protobuf.Duration duration) {
        assertThat(Durations.toMillis(duration)).isBetween(0L, DAY_SECONDS * 1000);
    }

    private static void checkNotNegative(Money money) {
        assertThat(money.getUnits()).isNotNegative();
        assertThat(money.getNanos()).isBetween(0, 999_999_999);
    }
}
