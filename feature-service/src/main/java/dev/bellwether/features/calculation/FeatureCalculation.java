package dev.bellwether.features.calculation;

import dev.bellwether.features.peers.PeerMetric;
import dev.bellwether.features.peers.PeerReference;
import dev.bellwether.features.peers.PeerSet;
import dev.bellwether.features.state.AccountState;
import dev.bellwether.features.state.DatedFact;
import dev.bellwether.features.state.Days;
import dev.bellwether.features.state.DaysByHash;
import dev.bellwether.features.state.Fact;
import dev.bellwether.features.state.MonthChunk;
import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.CompanyType;
import java.util.function.DoubleConsumer;

/// The features of one account as of the end of a day: a pure function of its state, the day, and the peers. What each
/// means stands in `features.proto`.
///
/// Reused from account to account, so that nothing is allocated on the way; for one thread at a time.
public final class FeatureCalculation {

    private final ProfileValues profile = new ProfileValues();
    private final Subscriptions subscriptions = new Subscriptions();
    private final Revenue revenue = new Revenue(subscriptions);
    private final OpenCases cases = new OpenCases();
    private final UsageWindows usage = new UsageWindows();
    private final ReportedUsage reports = new ReportedUsage();
    private final UsageMeasures measures = new UsageMeasures();
    private final PeerRanks ranks = new PeerRanks();

    private int day;
    private int firstFactDay;
    private int nps;
    private int csat;
    private boolean anyCase;

    /// Works out the account at the end of the day. Ask for the results next.
    public FeatureCalculation at(AccountState state, int asOf) {
        day = asOf;
        firstFactDay = state.firstFactDay();
        if (firstFactDay == Days.NONE || firstFactDay > asOf) {
            throw new IllegalArgumentException("nothing was known of the account on " + Days.text(asOf));
        }
        usage.at(state, asOf);
        facts(state);
        revenue.at(state, asOf);
        measures.at(usage, reports, asOf, firstFactDay);
        ranks.set(PeerMetric.MRR, revenue.mrr());
        ranks.set(PeerMetric.EMPLOYEES, profile.employees);
        ranks.set(PeerMetric.ACTIVE_DAYS_28, measures.activeDays28);
        ranks.set(PeerMetric.SESSIONS_28, measures.sessions28);
        ranks.set(PeerMetric.MEAN_SESSION_MINUTES_28, usage.meanSessionMinutes28());
        ranks.set(PeerMetric.FEATURES_USED_28, measures.featuresUsed28);
        ranks.set(PeerMetric.ACTIVITY_28, measures.activity28);
        ranks.set(PeerMetric.ENGAGED_SESSION_MINUTES_28, measures.engaged().sessionMinutes28);
        ranks.set(PeerMetric.USAGE_BREADTH_28, measures.breadth28);
        return this;
    }

    public CompanyType companyType() {
        return profile.companyType;
    }

    /// Counts the account in as a peer.
    public void contributeTo(PeerSet peers) {
        ranks.contributeTo(peers);
        for (int i = 0; i < usage.recentMonths(); i++) {
            DaysByHash features = usage.recentMonth(i).features;
            for (int j = 0; j < features.size(); j++) {
                if ((features.days(j) & usage.recentMask(i)) != 0) {
                    peers.addFeature(features.hash(j));
                }
            }
        }
    }

    /// @param peers the reference in force on the day
    public Features features(PeerReference peers) {
        Features.Builder out = Features.newBuilder();
        whoItIs(out);
        revenue.into(out, usage);
        if (out.getCancelled() == 1 && !subscriptions.lastReason().isEmpty()) {
            out.setCancellationReason(subscriptions.lastReason());
        }
        whatItDoes(out, peers);
        howItFeels(out);
        ranks.into(out, peers, subscriptions.mrrKnown());
        return out.build();
    }

    private void facts(AccountState state) {
        profile.reset();
        subscriptions.reset();
        cases.reset();
        reports.reset(day);
        anyCase = false;
        nps = csat = -1;
        boolean passed90DaysEarlier = false;
        long end = Days.end(day);
        long end90DaysEarlier = Days.end(day - 90);
        long surveysFrom = Days.end(day - 365);
        for (int i = 0; i < state.size(); i++) {
            MonthChunk month = state.chunk(i);
            if (month.firstDay() > day) {
                break;
            }
            for (int j = 0; j < month.factCount(); j++) {
                DatedFact dated = month.fact(j);
                if (dated.at() >= end) {
                    break;
                }
                if (!passed90DaysEarlier && dated.at() >= end90DaysEarlier) {
                    subscriptions.pass(end90DaysEarlier - 1);
                    subscriptions.mark();
                    passed90DaysEarlier = true;
                }
                subscriptions.pass(dated.at());
                fact(dated, surveysFrom);
            }
        }
        if (!passed90DaysEarlier) {
            subscriptions.pass(end90DaysEarlier - 1);
            subscriptions.mark();
        }
        subscriptions.pass(end - 1);
    }

    private void fact(DatedFact dated, long surveysFrom) {
        switch (dated.fact()) {
            case Fact.Profile given -> profile.given(given);
            case Fact.SubscriptionStarted started -> subscriptions.started(started, dated.at());
            case Fact.SubscriptionAmended amended -> subscriptions.amended(amended, dated.at());
            case Fact.SubscriptionCancelled cancelled -> subscriptions.cancelled(cancelled, dated.at());
            case Fact.CaseOpened opened -> {
                cases.opened(opened.supportCase(), opened.urgent(), dated.at());
                anyCase = true;
            }
            case Fact.CaseClosed closed -> {
                cases.closed(closed.supportCase(), dated.at());
                anyCase = true;
            }
            case Fact.UsageReported reported -> reports.given(reported, Days.ofNanos(dated.at()));
            case Fact.NpsAnswered answered -> nps = dated.at() >= surveysFrom ? answered.score() : nps;
            case Fact.CsatAnswered answered -> csat = dated.at() >= surveysFrom ? answered.score() : csat;
        }
    }

    private void whoItIs(Features.Builder out) {
        profile.into(out);
        out.setTenureDays(tenureDays());
        if (profile.signedUpDay != Days.NONE) {
            out.setDaysSinceSignUp(tenureDays());
        }
        out.setKnownDays(day - Math.min(firstFactDay, reports.knownSince()));
    }

    private int tenureDays() {
        return profile.signedUpDay == Days.NONE ? day - firstFactDay : Math.max(0, day - profile.signedUpDay);
    }

    private void whatItDoes(Features.Builder out, PeerReference peers) {
        set(measures.activeDays7, out::setActiveDays7);
        set(measures.activeDays28, out::setActiveDays28);
        set(measures.activeDays84Before, out::setActiveDays84Before);
        set(measures.sessions28, out::setSessions28);
        set(ranks.value(PeerMetric.MEAN_SESSION_MINUTES_28), out::setMeanSessionMinutes28);
        set(measures.activeUsers28, out::setActiveUsers28);
        double seats = revenue.seats();
        if (seats > 0) {
            set(measures.activeUsers28 / seats, out::setSeatUtilisation);
        }
        set(measures.featuresUsed28, out::setFeaturesUsed28);
        if (peers.featuresInUse() > 0) {
            set(Math.min(1, measures.featuresUsed28 / peers.featuresInUse()), out::setFeatureBreadth);
        }
        out.setProductsUsed(usage.productsUsed);
        if (measures.lastActivityDay != Days.NONE) {
            out.setDaysSinceLastActivity(day - measures.lastActivityDay);
        }
        set(measures.activity28, out::setActivity28);
        set(measures.activityTrend, out::setActivityTrend);
        out.setLearning28(usage.learning28);
        set(measures.signIns28, out::setSignIns28);
        out.setUsageBasis(measures.basis);
        out.setEngagementBasis(measures.engaged().basis);
        set(measures.engaged().minutes28, out::setEngagedMinutes28);
        set(measures.engaged().sessionMinutes28, out::setEngagedSessionMinutes28);
        set(measures.breadth28, out::setUsageBreadth28);
    }

    static void set(double value, DoubleConsumer feature) {
        if (!Double.isNaN(value)) {
            feature.accept(value);
        }
    }

    private void howItFeels(Features.Builder out) {
        double reportedCases = anyCase ? Double.NaN : reports.latest(Measure.OPEN_CASES);
        out.setOpenCases(Double.isNaN(reportedCases) ? cases.count() : reportedCases);
        out.setOpenUrgentCases(cases.countUrgent());
        if (nps >= 0) {
            out.setNps(nps);
        }
        if (csat >= 0) {
            out.setCsat(csat);
        }
        boolean contacted = usage.lastContactDay != Days.NONE;
        out.setEverContacted(contacted ? 1 : 0);
        out.setDaysSinceLastContact(contacted ? day - usage.lastContactDay : tenureDays());
        out.setContacts28(usage.contacts28);
        out.setContacts90(usage.contacts90);
        out.setReleases90(usage.releases90);
    }
}
