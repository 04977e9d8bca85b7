package dev.bellwether.simulator;

import dev.bellwether.ingestion.v1.AccountProfile;
import dev.bellwether.ingestion.v1.Event;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;

/// What a table of metrics says of one customer: who it is, what it pays, and its use added up over 30 and 90 days.
final class CustomerRow {

    private static final int SCORE_PER_DOUBLING = 7;

    private final LocalDate asOf;
    private final Set<String> logins30 = new HashSet<>();
    private final Set<String> logins90 = new HashSet<>();
    private final Set<String> openTickets = new HashSet<>();
    private AccountProfile profile = AccountProfile.getDefaultInstance();
    private LocalDate signedUp;
    private LocalDate lastActive;
    private String plan = "";
    private BigDecimal spend = BigDecimal.ZERO;
    private boolean churned;
    private int events30;

    CustomerRow(LocalDate asOf) {
        this.asOf = asOf;
    }

    void add(Event event, LocalDate day) {
        signedUp = signedUp == null ? day : signedUp;
        switch (event.getFactCase()) {
            case ACCOUNT_PROFILE -> profile = event.getAccountProfile();
            case SUBSCRIPTION_STARTED -> pays(event.getSubscriptionStarted().getPlan(), event.getSubscriptionStarted().getMrr());
            case SUBSCRIPTION_CHANGED -> pays(event.getSubscriptionChanged().getPlan(), event.getSubscriptionChanged().getMrr());
            case SUBSCRIPTION_RENEWED -> {
                if (event.getSubscriptionRenewed().hasMrr()) {
                    pays(plan, event.getSubscriptionRenewed().getMrr());
                }
            }
            case SUBSCRIPTION_CANCELLED -> churned = true;
            case SUPPORT_CASE_OPENED -> openTickets.add(event.getSupportCaseOpened().getCaseId());
            case SUPPORT_CASE_CLOSED -> openTickets.remove(event.getSupportCaseClosed().getCaseId());
            case FEATURE_USED, SESSION, SIGN_IN, LEARNING_RESOURCE_USED, NAMED_EVENT -> active(event.getUser(), day);
            default -> {}
        }
    }

    private void pays(String newPlan, com.google.type.Money mrr) {
        plan = newPlan;
        spend = BigDecimal.valueOf(mrr.getUnits()).add(BigDecimal.valueOf(mrr.getNanos(), 9));
    }

    /// Who comes on a day logs in once.
    private void active(String user, LocalDate day) {
        lastActive = day;
        if (day.isAfter(asOf.minusDays(90))) {
            logins90.add(user + day);
        }
        if (day.isAfter(asOf.minusDays(30))) {
            logins30.add(user + day);
            events30++;
        }
    }

    String[] values(String id, LocalDate day) {
        return new String[] {
            id, profile.getName(), profile.getCompanyType().name(), Long.toString(profile.getEmployees()), plan,
            spend.stripTrailingZeros().toPlainString(), signedUp.toString(), lastActive == null ? "" : lastActive.toString(),
            Integer.toString(logins30.size()), Integer.toString(logins90.size()), Long.toString(score()),
            Integer.toString(openTickets.size()), Boolean.toString(churned), day.toString()
        };
    }

    /// 0 to 100: each doubling of the events adds the same, as in scores for human readers.
    private long score() {
        return Math.min(100, StrictMath.round(SCORE_PER_DOUBLING * StrictMath.log(1 + events30) / StrictMath.log(2)));
    }
}
