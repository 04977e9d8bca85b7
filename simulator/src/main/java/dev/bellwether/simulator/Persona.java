package dev.bellwether.simulator;

/// The story that an account lives through. It says where the account stands at the end; on the way it passes through
/// other stages, and how clearly it shows what it is differs from account to account.
enum Persona {

    /// Has made the product part of its working day, with many people, long sessions and most of what there is, and stays
    /// there. One in three was a moderate user for months before.
    STEADY_POWER(LifecycleStage.POWER_USER, 60),

    /// A power user that uses more each week, takes more seats, and would take an offer.
    GROWING_POWER(LifecycleStage.POWER_USER, 75),

    /// Was a good customer. For the last five to seven weeks people come less and less, use fewer features, open more
    /// cases and answer surveys worse.
    DECLINING(LifecycleStage.AT_RISK, 90),

    /// Was a good customer and has gone quiet two to eight weeks ago, some after a short decline, some from one day to the
    /// next: the champion has left, the project is over. Still pays.
    DORMANT(LifecycleStage.AT_RISK, 90),

    /// A large company, or one that pays a lot, in which one or two people look in now and then and always have. The
    /// contract is bigger than the use.
    SLEEPING_GIANT(LifecycleStage.SLEEPING_GIANT, 60),

    /// Began within the last four weeks, often on a trial; tries things out, reads the documentation, has not made up
    /// its mind.
    NEWCOMER(LifecycleStage.NEW_USER, 1),

    /// Comes once or twice a week, for the same few features: content, and far from what it could have. Some were
    /// power users long ago, some have had a bad month and come back.
    MODERATE(LifecycleStage.NURTURE_AND_GROW, 60),

    /// Has cancelled, a few days to some months ago, most after a decline. Hardly anything happens afterwards.
    CANCELLED(LifecycleStage.CHURNED, 60),

    /// Has not cancelled, but no user has been active for over 90 days. The subscription may still run.
    SILENT(LifecycleStage.CHURNED, 130);

    private final LifecycleStage stage;
    private final int days;

    Persona(LifecycleStage stage, int days) {
        this.stage = stage;
        this.days = days;
    }

    LifecycleStage stage() {
        return stage;
    }

    /// This persona, or the nearest one that fits into a window of this many days.
    Persona within(int window) {
        if (window >= days) {
            return this;
        }
        return this == SILENT && window >= CANCELLED.days ? CANCELLED : NEWCOMER;
    }
}
