package dev.bellwether.ingestion.validation;

import static dev.bellwether.ingestion.validation.Fields.country;
import static dev.bellwether.ingestion.validation.Fields.date;
import static dev.bellwether.ingestion.validation.Fields.duration;
import static dev.bellwether.ingestion.validation.Fields.finite;
import static dev.bellwether.ingestion.validation.Fields.known;
import static dev.bellwether.ingestion.validation.Fields.money;
import static dev.bellwether.ingestion.validation.Fields.moneyNotNegative;
import static dev.bellwether.ingestion.validation.Fields.notNegative;
import static dev.bellwether.ingestion.validation.Fields.number;
import static dev.bellwether.ingestion.validation.Fields.requiredText;
import static dev.bellwether.ingestion.validation.Fields.text;
import static dev.bellwether.ingestion.validation.Reason.REQUIRED;

import com.google.protobuf.Timestamp;
import dev.bellwether.ingestion.v1.AccountProfile;
import dev.bellwether.ingestion.v1.ContactLogged;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.FeatureUsed;
import dev.bellwether.ingestion.v1.InvoiceFailed;
import dev.bellwether.ingestion.v1.InvoicePaid;
import dev.bellwether.ingestion.v1.ProductRelease;
import dev.bellwether.ingestion.v1.Session;
import dev.bellwether.ingestion.v1.SubscriptionCancelled;
import dev.bellwether.ingestion.v1.SubscriptionChanged;
import dev.bellwether.ingestion.v1.SubscriptionRenewed;
import dev.bellwether.ingestion.v1.SubscriptionStarted;
import dev.bellwether.ingestion.v1.SupportCaseOpened;
import dev.bellwether.ingestion.v1.SurveyAnswered;

/// The ranges of every type of fact, as `event.proto` documents them.
final class FactValidator {

    private static final int NAME = 128;
    private static final int REASON = 256;
    /// 1900-01-01.
    private static final long EARLIEST_END = -2_208_988_800L;
    private static final int MOST_USES = 1_000_000;

    private FactValidator() {}

    static void check(Event event) {
        switch (event.getFactCase()) {
            case FEATURE_USED -> check(event.getFeatureUsed());
            case SESSION -> check(event.getSession());
            case SIGN_IN -> {}
            case ACCOUNT_PROFILE -> {
                check(event.getAccountProfile());
                UsageReportValidator.checkSignUp(event);
            }
            case USAGE_REPORTED -> UsageReportValidator.check(event);
            case SUBSCRIPTION_STARTED -> check(event.getSubscriptionStarted());
            case SUBSCRIPTION_CHANGED -> check(event.getSubscriptionChanged());
            case SUBSCRIPTION_RENEWED -> check(event.getSubscriptionRenewed());
            case SUBSCRIPTION_CANCELLED -> check(event.getSubscriptionCancelled(), event.getOccurredAt());
            case PRODUCT_ACTIVATED -> requiredText("product_activated.product", event.getProductActivated().getProduct(), NAME);
            case PRODUCT_RELEASE -> check(event.getProductRelease());
            case SUPPORT_CASE_OPENED -> check(event.getSupportCaseOpened());
            case SUPPORT_CASE_CLOSED -> requiredText("support_case_closed.case_id", event.getSupportCaseClosed().getCaseId(), NAME);
            case SURVEY_ANSWERED -> check(event.getSurveyAnswered());
            case CONTACT_LOGGED -> check(event.getContactLogged());
            case LEARNING_RESOURCE_USED ->
                requiredText("learning_resource_used.resource", event.getLearningResourceUsed().getResource(), 256);
            case INVOICE_PAID -> check(event.getInvoicePaid());
            case INVOICE_FAILED -> check(event.getInvoiceFailed());
            case ACCOUNT_ERASED -> throw new Rejection("account_erased", Reason.NOT_ALLOWED,
                    "is not for senders of events: an operator asks for it, by Erasures.EraseAccount or './bellwether erase'");
            case NAMED_EVENT -> {
                requiredText("named_event.name", event.getNamedEvent().getName(), NAME);
                PropertiesValidator.check("named_event.properties", event.getNamedEvent().getProperties());
            }
            case USER_IDENTIFIED -> {
                text("user_identified.previous", event.getUserIdentified().getPrevious(), 256);
                PropertiesValidator.check("user_identified.traits", event.getUserIdentified().getTraits());
            }
            case FACT_NOT_SET -> throw new Rejection("fact", REQUIRED, "must say what happened: exactly one fact that this version knows");
        }
    }

    private static void check(AccountProfile profile) {
        text("account_profile.name", profile.getName(), 256);
        known("account_profile.company_type", profile.getCompanyType());
        text("account_profile.industry", profile.getIndustry(), 128);
        notNegative("account_profile.employees", profile.getEmployees());
        text("account_profile.deployment_model", profile.getDeploymentModel(), 64);
        finite("account_profile.annual_revenue_growth", profile.getAnnualRevenueGrowth());
        finite("account_profile.annual_employee_growth", profile.getAnnualEmployeeGrowth());
        if (profile.hasCountry()) {
            country("account_profile.country", profile.getCountry());
        }
    }

    private static void check(SubscriptionStarted started) {
        text("subscription_started.subscription_id", started.getSubscriptionId(), NAME);
        text("subscription_started.plan", started.getPlan(), NAME);
        moneyNotNegative("subscription_started.mrr", started.getMrr());
        notNegative("subscription_started.seats", started.getSeats());
        if (started.hasRenewalDate()) {
            date("subscription_started.renewal_date", started.getRenewalDate());
        }
    }

    private static void check(SubscriptionChanged changed) {
        text("subscription_changed.subscription_id", changed.getSubscriptionId(), NAME);
        text("subscription_changed.plan", changed.getPlan(), NAME);
        moneyNotNegative("subscription_changed.mrr", changed.getMrr());
        notNegative("subscription_changed.seats", changed.getSeats());
        if (changed.hasRenewalDate()) {
            date("subscription_changed.renewal_date", changed.getRenewalDate());
        }
    }

    private static void check(SubscriptionRenewed renewed) {
        text("subscription_renewed.subscription_id", renewed.getSubscriptionId(), NAME);
        moneyNotNegative("subscription_renewed.mrr", renewed.getMrr());
        notNegative("subscription_renewed.seats", renewed.getSeats());
        if (renewed.hasRenewalDate()) {
            date("subscription_renewed.renewal_date", renewed.getRenewalDate());
        }
    }

    private static void check(SubscriptionCancelled cancelled, Timestamp occurredAt) {
        text("subscription_cancelled.subscription_id", cancelled.getSubscriptionId(), NAME);
        text("subscription_cancelled.reason", cancelled.getReason(), REASON);
        if (cancelled.hasEndsAt()) {
            Timestamp ends = cancelled.getEndsAt();
            if (ends.getNanos() < 0 || ends.getNanos() > 999_999_999) {
                throw new Rejection("subscription_cancelled.ends_at", Reason.MALFORMED, "nanos must be from 0 to 999,999,999");
            }
            if (ends.getSeconds() < EARLIEST_END || ends.getSeconds() > occurredAt.getSeconds() + TimeWindow.STATE.toSeconds()) {
                throw new Rejection("subscription_cancelled.ends_at", Reason.OUT_OF_RANGE,
                        "must be from 1900 to 40 years after occurred_at; a subscription that has no end is not cancelled");
            }
        }
    }

    private static void check(FeatureUsed used) {
        requiredText("feature_used.feature", used.getFeature(), NAME);
        text("feature_used.product", used.getProduct(), NAME);
        number("feature_used.count", used.getCount(), 0, MOST_USES);
        duration("feature_used.duration", used.getDuration());
    }

    private static void check(Session session) {
        duration("session.duration", session.getDuration());
        text("session.product", session.getProduct(), NAME);
    }

    private static void check(ProductRelease release) {
        text("product_release.product", release.getProduct(), NAME);
        text("product_release.release", release.getRelease(), NAME);
    }

    private static void check(SupportCaseOpened opened) {
        requiredText("support_case_opened.case_id", opened.getCaseId(), NAME);
        known("support_case_opened.priority", opened.getPriority());
        text("support_case_opened.subject", opened.getSubject(), 512);
    }

    private static void check(SurveyAnswered answered) {
        switch (answered.getKind()) {
            case NPS -> score(answered, 0, 10);
            case CSAT -> score(answered, 1, 5);
            case KIND_UNSPECIFIED -> throw new Rejection("survey_answered.kind", REQUIRED, "must say which score it is: NPS or CSAT");
            case UNRECOGNIZED -> known("survey_answered.kind", answered.getKind());
        }
        text("survey_answered.comment", answered.getComment(), 2_000);
    }

    private static void score(SurveyAnswered answered, int least, int most) {
        if (!answered.hasScore()) {
            throw new Rejection("survey_answered.score", REQUIRED,
                    "must be from " + least + " to " + most + "; an answer without a score is none");
        }
        number("survey_answered.score", answered.getScore(), least, most);
    }

    private static void check(ContactLogged logged) {
        text("contact_logged.channel", logged.getChannel(), 64);
        text("contact_logged.contacted_by", logged.getContactedBy(), 256);
    }

    private static void check(InvoicePaid paid) {
        text("invoice_paid.invoice_id", paid.getInvoiceId(), NAME);
        money("invoice_paid.amount", paid.getAmount());
    }

    private static void check(InvoiceFailed failed) {
        text("invoice_failed.invoice_id", failed.getInvoiceId(), NAME);
        money("invoice_failed.amount", failed.getAmount());
        text("invoice_failed.reason", failed.getReason(), REASON);
    }
}
