package dev.bellwether.segmentation.verification;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.features.v1.AccountSnapshots;
import dev.bellwether.features.v1.Features;
import dev.bellwether.features.v1.Snapshot;
import dev.bellwether.features.v1.Snapshot.Kind;
import dev.bellwether.segmentation.evaluation.EvaluatedAccount;
import dev.bellwether.segmentation.evaluation.Evaluation;
import dev.bellwether.segmentation.evaluation.TakenForce;
import dev.bellwether.segmentation.verification.TenantHistory.Day;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A history as a partition's writer may meet it: within each day in some order, cut into some batches, and with the notices of what
/// has taken force at some time behind.
final class ProductionRun {

    static final AccountKey ACCOUNT = new AccountKey("acme", "a1");

    private final PublishedRevisions rules = new PublishedRevisions();
    private final List<AccountSnapshots> closings = new ArrayList<>();
    private final List<AccountSnapshots> batch = new ArrayList<>();
    private final List<LocalDate> notices = new ArrayList<>();
    private final Random random;
    private EvaluatedAccount known = EvaluatedAccount.NEW;
    private Snapshot last;
    private AccountSnapshots lastMessage;
    private TakenForce taken = TakenForce.NONE;
    private long offset;

    ProductionRun(TenantHistory history, Random random) {
        this.random = random;
        rules.publish(new ThresholdRules(1, LocalDate.MIN, "strong", 20, 15, 3, false));
        List<Day> days = history.days();
        for (int i = 0; i < days.size(); i++) {
            day(history, i, i == days.size() - 1);
        }
        commit();
        while (!notices.isEmpty()) {
            notice();
        }
    }

    EvaluatedAccount known() {
        return known;
    }

    /// The same from nothing: a rebuild meets the closings, and what was heard last.
    EvaluatedAccount fromNothing() {
        MembershipRebuild rebuild = new MembershipRebuild(rules);
        closings.forEach(rebuild::take);
        rebuild.take(lastMessage);
        rebuild.decideAgain(Map.of(ACCOUNT.tenant(), taken));
        return rebuild.accounts().get(ACCOUNT).known();
    }

    private void day(TenantHistory history, int index, boolean isLast) {
        Day day = history.days().get(index);
        List<Runnable> lives = new ArrayList<>();
        if (index >= history.backfilled()) {
            day.lives().forEach(it -> lives.add(() -> snapshot(Kind.LIVE, day.day(), it)));
        }
        List<Runnable> publications = new ArrayList<>();
        day.publications().forEach(it -> publications.add(() -> publish(it)));
        // What begins on the day before is published before that is closed.
        int before = 0;
        for (int i = 0; i < day.publications().size(); i++) {
            before = day.publications().get(i).firstDay().isBefore(day.day()) ? i + 1 : before;
        }
        day.publications().subList(0, before).forEach(this::publish);
        List<Runnable> closing = index == 0 || index < history.backfilled() ? new ArrayList<>()
                : new ArrayList<>(List.of(() -> close(history, index)));
        if (isLast) {
            // What is heard last is then the same in any order.
            closing.forEach(Runnable::run);
            closing.clear();
        }
        merge(List.of(lives, publications.subList(before, publications.size()), closing)).forEach(it -> {
            it.run();
            if (random.nextInt(3) == 0) {
                commit();
            }
            if (!notices.isEmpty() && !notices.getFirst().isAfter(day.day()) && random.nextBoolean()) {
                notice();
            }
        });
        commit();
    }

    private void close(TenantHistory history, int index) {
        if (index > history.backfilled() || index == 0) {
            Day day = history.days().get(index - 1);
            snapshot(Kind.CLOSING, day.day(), day.closing());
            closings.add(lastMessage);
            return;
        }
        AccountSnapshots.Builder message = message();
        for (int i = 0; i < index; i++) {
            Day day = history.days().get(i);
            message.addSnapshots(snapshotOf(i == index - 1 ? Kind.BACKFILL_LAST_CLOSING : Kind.BACKFILL_CLOSING, day.day(), day.closing()));
        }
        take(message.build());
        closings.add(lastMessage);
    }

    private void publish(ThresholdRules revision) {
        // A publication waits for the batches under way.
        commit();
        rules.publish(revision);
        notices.add(revision.firstDay());
        notices.sort(null);
    }

    private void snapshot(Kind kind, LocalDate day, int number) {
        take(message().addSnapshots(snapshotOf(kind, day, number)).build());
    }

    private AccountSnapshots.Builder message() {
        return AccountSnapshots.newBuilder().setTenant(ACCOUNT.tenant()).setAccount(ACCOUNT.account()).setEventsOffset(++offset);
    }

    private static Snapshot snapshotOf(Kind kind, LocalDate day, int number) {
        return Snapshot.newBuilder().setKind(kind).setAsOf(Dates.date(day))
                .setFeatures(Features.newBuilder().setActiveDays28(number)).build();
    }

    private void take(AccountSnapshots message) {
        batch.add(message);
        lastMessage = message;
    }

    private void commit() {
        if (!batch.isEmpty()) {
            Evaluation evaluation = new Evaluation(ACCOUNT, known, rules, taken);
            batch.forEach(evaluation::observe);
            evaluation.settle();
            known = evaluation.after();
            last = evaluation.last().orElse(last);
            batch.clear();
        }
    }

    /// Twice, as after a crash in the middle of a turn.
    private void notice() {
        commit();
        TakenForce force = TakenForce.on(notices.removeFirst(), ACCOUNT.tenant(), rules, ++offset);
        if (force.revision() > taken.revision()) {
            decideAgain(force);
            EvaluatedAccount once = known;
            decideAgain(force);
            if (!known.equals(once)) {
                throw new AssertionError("decided twice, " + once + " becomes " + known);
            }
            taken = force;
        }
    }

    private void decideAgain(TakenForce force) {
        if (last != null) {
            Evaluation evaluation = new Evaluation(ACCOUNT, known, rules, taken);
            evaluation.decideAgain(last, force.day());
            known = new EvaluatedAccount(
                    known.position(), evaluation.aggregate().state(), evaluation.aggregate().version(), known.revision());
        }
    }

    private List<Runnable> merge(List<List<Runnable>> sequences) {
        List<List<Runnable>> left = new ArrayList<>();
        sequences.stream().filter(it -> !it.isEmpty()).forEach(it -> left.add(new ArrayList<>(it)));
        List<Runnable> merged = new ArrayList<>();
        while (!left.isEmpty()) {
            List<Runnable> next = left.get(random.nextInt(left.size()));
            merged.add(next.removeFirst());
            left.removeIf(List::isEmpty);
        }
        return merged;
    }
}
