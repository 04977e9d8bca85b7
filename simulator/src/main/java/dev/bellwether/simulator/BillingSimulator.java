package dev.bellwether.simulator;

import com.google.type.Date;
import dev.bellwether.ingestion.v1.AccountProfile;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.InvoiceFailed;
import dev.bellwether.ingestion.v1.InvoicePaid;
import dev.bellwether.ingestion.v1.SubscriptionCancelled;
import dev.bellwether.ingestion.v1.SubscriptionChanged;
import dev.bellwether.ingestion.v1.SubscriptionRenewed;
import dev.bellwether.ingestion.v1.SubscriptionStarted;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;

/// Plans what an account is and pays: its profile, its subscription from trial to cancellation, its invoices.
///
/// Enterprise is on yearly contracts, invoiced by month, quarter or year. Self-Serve pays by the month, and half of those
/// who join begin with a trial of two weeks.
final class BillingSimulator {

    private static final List<String> REASONS =
            List.of("pricing", "missing features", "went to a competitor", "no longer needed", "support", "budget cut", "");
    private static final List<String> DECLINED = List.of("card expired", "insufficient funds", "bank declined");
    private static final int TRIAL_DAYS = 14;

    private final Company company;
    private final Persona persona;
    private final UsageTrajectory life;
    private final LocalDate firstDay;
    private final int end;
    private final int through;
    private final Dice dice;
    private final Milestones milestones;

    private long cost;
    private int seats;

    /// @param end     today, by which a persona's seats have changed
    /// @param through the last day that is planned
    BillingSimulator(Company company, Persona persona, UsageTrajectory life, LocalDate firstDay, int end, int through, Dice dice,
            Milestones milestones) {
        this.company = company;
        this.persona = persona;
        this.life = life;
        this.firstDay = firstDay;
        this.end = end;
        this.through = through;
        this.dice = dice;
        this.milestones = milestones;
        this.cost = company.monthlyCost();
        this.seats = company.seats();
    }

    void plan() {
        int start = life.start();
        milestones.at(start, 0, profile());
        boolean joined = start > 6;
        if (company.enterprise()) {
            contract(start, joined);
        } else {
            monthly(start, joined && persona != Persona.SLEEPING_GIANT && dice.chance(0.5));
        }
        if (life.cancels()) {
            String reason = dice.pick(REASONS);
            milestones.on(life.cancelledOn(), event -> event.setSource("billing")
                    .setSubscriptionCancelled(SubscriptionCancelled.newBuilder().setReason(reason)));
        }
    }

    private Consumer<Event.Builder> profile() {
        AccountProfile profile = AccountProfile.newBuilder()
                .setName(company.name())
                .setCompanyType(company.type())
                .setIndustry(company.industry())
                .setEmployees(company.employees())
                .setDeploymentModel(company.deployment())
                .setAnnualRevenueGrowth(company.revenueGrowth())
                .setAnnualEmployeeGrowth(company.employeeGrowth())
                .setCountry(company.country())
                .build();
        return event -> event.setSource("crm").setAccountProfile(profile);
    }

    private void contract(int start, boolean joined) {
        int renewal = start + (joined ? 365 : dice.whole(20, 364));
        start(start, planName(), renewal);
        int every = dice.pick(List.of(30, 30, 91, 91, 365));
        if (joined || every != 365) {
            invoices(start, every);
        }
        for (; renewal <= through && life.isCustomer(renewal); renewal += 365) {
            cost = (long) (cost * dice.between(0.98, 1.08));
            SubscriptionRenewed renewed = SubscriptionRenewed.newBuilder()
                    .setRenewalDate(date(renewal + 365)).setMrr(Money.ofCents(cost)).build();
            milestones.on(renewal, event -> event.setSource("billing").setSubscriptionRenewed(renewed));
            if (every == 365) {
                invoice(renewal, 12 * cost);
            }
        }
        changes();
    }

    private void monthly(int start, boolean trial) {
        int paysFrom = start;
        if (trial) {
            paysFrom = start + TRIAL_DAYS;
            SubscriptionStarted begun = SubscriptionStarted.newBuilder()
                    .setPlan("Trial").setMrr(Money.ofCents(0)).setSeats(seats).setRenewalDate(date(paysFrom)).build();
            milestones.at(start, 1000, event -> event.setSource("billing").setSubscriptionStarted(begun));
            if (life.isCustomer(paysFrom)) {
                SubscriptionChanged paid = SubscriptionChanged.newBuilder()
                        .setPlan(planName()).setMrr(Money.ofCents(cost)).setRenewalDate(date(paysFrom + 30)).build();
                milestones.on(paysFrom, event -> event.setSource("billing").setSubscriptionChanged(paid));
            }
        } else {
            start(start, planName(), start + 30);
        }
        invoices(paysFrom, 30);
        for (int renewal = paysFrom + 30; renewal <= through && life.isCustomer(renewal); renewal += 30) {
            SubscriptionRenewed renewed = SubscriptionRenewed.newBuilder().setRenewalDate(date(renewal + 30)).build();
            milestones.on(renewal, event -> event.setSource("billing").setSubscriptionRenewed(renewed));
        }
        if (!trial) {
            changes();
        }
    }

    private void start(int day, String plan, int renewal) {
        SubscriptionStarted started = SubscriptionStarted.newBuilder()
                .setPlan(plan).setMrr(Money.ofCents(cost)).setSeats(seats).setRenewalDate(date(renewal)).build();
        milestones.at(day, 1000, event -> event.setSource("billing").setSubscriptionStarted(started));
    }

    /// Growing power users take more seats, those who lose interest give some back, and now and then any account changes.
    private void changes() {
        switch (persona) {
            case GROWING_POWER -> change(end - dice.whole(2, 80), dice.between(1.2, 1.6));
            case DECLINING -> changeWithChance(0.25, end - dice.whole(2, 25), dice.between(0.5, 0.85));
            case STEADY_POWER -> changeWithChance(0.3, dice.whole(life.start() + 20, end), dice.between(1.05, 1.3));
            case MODERATE -> changeWithChance(0.15, dice.whole(life.start() + 20, end), dice.between(0.85, 1.2));
            case DORMANT, SLEEPING_GIANT, NEWCOMER, CANCELLED, SILENT -> {}
        }
    }

    private void changeWithChance(double chance, int day, double factor) {
        if (dice.chance(chance)) {
            change(day, factor);
        }
    }

    private void change(int day, double factor) {
        if (!life.isCustomer(day)) {
            return;
        }
        seats = Math.max(1, (int) StrictMath.round(seats * factor));
        cost = (long) (company.monthlyCost() * ((double) seats / company.seats()));
        SubscriptionChanged changed = SubscriptionChanged.newBuilder()
                .setPlan(planName()).setSeats(seats).setMrr(Money.ofCents(cost)).build();
        milestones.on(day, event -> event.setSource("billing").setSubscriptionChanged(changed));
    }

    private void invoices(int from, int every) {
        long amount = cost * Math.max(1, every / 30);
        for (int day = from; day <= through && life.isCustomer(day); day += every) {
            if (dice.chance(life.usage(day).mood() < 0.5 ? 0.12 : 0.02)) {
                failedInvoice(day, amount);
            } else {
                invoice(day, amount);
            }
        }
    }

    private void invoice(int day, long amount) {
        InvoicePaid paid = InvoicePaid.newBuilder().setInvoiceId("inv-" + day).setAmount(Money.ofCents(amount)).build();
        milestones.on(day, event -> event.setSource("billing").setInvoicePaid(paid));
    }

    private void failedInvoice(int day, long amount) {
        InvoiceFailed failed = InvoiceFailed.newBuilder()
                .setInvoiceId("inv-" + day).setAmount(Money.ofCents(amount)).setReason(dice.pick(DECLINED)).build();
        milestones.on(day, event -> event.setSource("billing").setInvoiceFailed(failed));
        if (dice.chance(0.8)) {
            InvoicePaid paid = InvoicePaid.newBuilder().setInvoiceId("inv-" + day).setAmount(failed.getAmount()).build();
            milestones.on(day + dice.whole(1, 6), event -> event.setSource("billing").setInvoicePaid(paid));
        }
    }

    private String planName() {
        if (company.enterprise()) {
            return seats > 80 ? "Enterprise Plus" : "Enterprise";
        }
        return seats > 8 ? "Team" : seats > 2 ? "Pro" : "Starter";
    }

    private Date date(int day) {
        LocalDate date = firstDay.plusDays(day);
        return Date.newBuilder().setYear(date.getYear()).setMonth(date.getMonthValue()).setDay(date.getDayOfMonth()).build();
    }
}
