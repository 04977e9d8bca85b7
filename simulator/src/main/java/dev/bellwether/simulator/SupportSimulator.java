package dev.bellwether.simulator;

import dev.bellwether.ingestion.v1.CasePriority;
import dev.bellwether.ingestion.v1.ContactLogged;
import dev.bellwether.ingestion.v1.SupportCaseClosed;
import dev.bellwether.ingestion.v1.SupportCaseOpened;
import dev.bellwether.ingestion.v1.SurveyAnswered;
import java.util.List;

/// Plans what passes between an account and the tenant's people: support cases, surveys, contacts.
final class SupportSimulator {

    private static final List<String> SUBJECTS = List.of(
            "Export does not finish", "Cannot invite a colleague", "Numbers differ between two reports", "Slow since the release",
            "Question about an invoice", "Single sign-on fails", "How do I share a board?", "An automation ran twice");
    private static final List<String> CHANNELS = List.of("call", "email", "meeting");
    private static final List<String> TEAM = List.of("success-team-1", "success-team-2", "success-team-3", "success-team-4");

    private final Company company;
    private final UsageTrajectory life;
    private final int end;
    private final Dice dice;
    private final Milestones milestones;

    SupportSimulator(Company company, UsageTrajectory life, int end, Dice dice, Milestones milestones) {
        this.company = company;
        this.life = life;
        this.end = end;
        this.dice = dice;
        this.milestones = milestones;
    }

    void plan() {
        cases();
        surveys();
        contacts();
    }

    /// Who uses more meets more problems, and who is discontented complains of more.
    private void cases() {
        int day = life.start();
        while (day <= end) {
            day += dice.daysUntilNext(company.enterprise() ? 18 : 45);
            SimulatedUsage usage = life.usage(day);
            double trouble = usage.visits() == 0 ? 0.05 : Math.min(1, 0.25 + usage.visits() / 5) + (usage.mood() < 0.5 ? 0.5 : 0);
            if (life.isCustomer(day) && dice.chance(trouble)) {
                supportCase(day, usage.mood());
            }
        }
    }

    private void supportCase(int day, double mood) {
        String id = "case-" + day + "-" + dice.whole(100, 999);
        boolean grave = dice.chance(mood < 0.5 ? 0.4 : 0.12);
        CasePriority priority = grave
                ? dice.pick(List.of(CasePriority.HIGH, CasePriority.URGENT))
                : dice.pick(List.of(CasePriority.LOW, CasePriority.MEDIUM, CasePriority.MEDIUM));
        SupportCaseOpened opened = SupportCaseOpened.newBuilder()
                .setCaseId(id).setPriority(priority).setSubject(dice.pick(SUBJECTS)).build();
        milestones.on(day, event -> event.setSource("support").setSupportCaseOpened(opened));

        int closedOn = day + 1 + (int) dice.logNormal(mood < 0.5 ? 9 : 2.5, 0.8);
        SupportCaseClosed closed = SupportCaseClosed.newBuilder().setCaseId(id).build();
        milestones.on(closedOn, event -> event.setSource("support").setSupportCaseClosed(closed));
        if (dice.chance(0.4)) {
            answer(closedOn + 1, SurveyAnswered.Kind.CSAT, Math.clamp(StrictMath.round(dice.normal(1 + 4 * mood, 0.8)), 1, 5));
        }
    }

    /// NPS is asked every quarter; few answer, and fewer of those who do not come any more.
    private void surveys() {
        for (int day = life.start() + dice.whole(20, 60); day <= end; day += 90) {
            SimulatedUsage usage = life.usage(day);
            double answers = (company.enterprise() ? 0.5 : 0.25) * (usage.visits() == 0 ? 0.2 : 1);
            if (dice.chance(answers)) {
                answer(day, SurveyAnswered.Kind.NPS, Math.clamp(StrictMath.round(dice.normal(2 + 8 * usage.mood(), 1.6)), 0, 10));
            }
        }
    }

    private void answer(int day, SurveyAnswered.Kind kind, int score) {
        SurveyAnswered answered = SurveyAnswered.newBuilder().setKind(kind).setScore(score).build();
        milestones.on(day, event -> event.setSource("survey").setSurveyAnswered(answered));
    }

    private void contacts() {
        double every = company.enterprise() ? dice.logNormal(25, 0.5) : dice.logNormal(150, 0.5);
        for (int day = life.start() + dice.whole(0, 5); day <= end; day += dice.daysUntilNext(every)) {
            if (life.isCustomer(day)) {
                ContactLogged contact = ContactLogged.newBuilder()
                        .setChannel(dice.pick(CHANNELS)).setContactedBy(dice.pick(TEAM)).build();
                milestones.on(day, event -> event.setSource("crm").setContactLogged(contact));
            }
        }
    }
}
