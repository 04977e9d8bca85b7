package dev.bellwether.features.calculation;

import com.google.type.Date;
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

/// The features of one account as of the end of a day: a pure function of its state, the day, and the peers. What each
/// means stands in `features.proto`.
///
/// Reused from account to account, so that nothing is allocated on the way; for one thread at a time.
public final class FeatureCalculation {

    private final ProfileValues profile = new ProfileValues();
    private final Subscriptions subscriptions = new Subscriptions();
    private final Revenue revenue = new Revenue(subscriptions);
    private final OpenCases cases = new OpenCases();
    private final Usage usage = new Usage();
    private final double[] metrics = new double[PeerMetric.values().length];

    private int day;
    private int firstFactDay;
    private int nps;
    private int csat;
    private Date dateOfReference = Date.getDefaultInstance();
    private int dayOfReference = Days.NONE;

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
        metrics[PeerMetric.MRR.ordinal()] = revenue.mrr();
        metrics[PeerMetric.EMPLOYEES.ordinal()] = profile.employees;
        metrics[PeerMetric.ACTIVE_DAYS_28.ordinal()] = usage.activeDays28;
        metrics[PeerMetric.SESSIONS_28.ordinal()] = usage.sessions28;
        metrics[PeerMetric.MEAN_SESSION_MINUTES_28.ordinal()] = usage.meanSessionMinutes28();
        metrics[PeerMetric.FEATURES_USED_28.ordinal()] = usage.featuresUsed28;
        metrics[PeerMetric.ACTIVITY_28.ordinal()] = usage.activity28;
        return this;
    }

    public CompanyType companyType() {
        return profile.companyType;
    }

    /// Counts the account in as a peer.
    public void contributeTo(PeerSet peers) {
        peers.add(metrics);
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
        whatItDoes(out, peers);
        howItFeels(out);
        amongItsPeers(out, peers);
        return out.build();
    }

    private void facts(AccountState state) {
        profile.reset();
        subscriptions.reset();
        cases.reset();
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
                    subscriptions.mark();
                    passed90DaysEarlier = true;
                }
                fact(dated, surveysFrom);
            }
        }
        if (!passed90DaysEarlier) {
            subscriptions.mark();
        }
    }

    private void fact(DatedFact dated, long surveysFrom) {
        switch (dated.fact()) {
            case Fact.Profile given -> profile.given(given);
            case Fact.SubscriptionStarted started -> subscriptions.started(started, dated.at());
            case Fact.SubscriptionAmended amended -> subscriptions.amended(amended, dated.at());
            case Fact.SubscriptionCancelled cancelled -> subscriptions.cancelled(cancelled, dated.at());
            case Fact.CaseOpened opened -> cases.opened(opened.supportCase(), opened.urgent(), dated.at());
            case Fact.CaseClosed closed -> cases.closed(closed.supportCase(), dated.at());
            case Fact.NpsAnswered answered -> nps = dated.at() >= surveysFrom ? answered.score() : nps;
            case Fact.CsatAnswered answered -> csat = dated.at() >= surveysFrom ? answered.score() : csat;
        }
    }

    private void whoItIs(Features.Builder out) {
        out.setCompanyType(profile.companyType);
        if (!profile.name.isEmpty()) {
            out.setAccountName(profile.name);
        }
        if (!profile.industry.isEmpty()) {
            out.setIndustry(profile.industry);
        }
        if (!profile.deploymentModel.isEmpty()) {
            out.setDeploymentModel(profile.deploymentModel);
        }
        if (!profile.country.isEmpty()) {
            out.setCountry(profile.country);
        }
        if (!Double.isNaN(profile.employees)) {
            out.setEmployees(profile.employees);
        }
        if (!Double.isNaN(profile.annualRevenueGrowth)) {
            out.setAnnualRevenueGrowth(profile.annualRevenueGrowth);
        }
        if (!Double.isNaN(profile.annualEmployeeGrowth)) {
            out.setAnnualEmployeeGrowth(profile.annualEmployeeGrowth);
        }
        out.setTenureDays(day - firstFactDay);
    }

    private void whatItDoes(Features.Builder out, PeerReference peers) {
        out.setActiveDays7(usage.activeDays7);
        out.setActiveDays28(usage.activeDays28);
        out.setSessions28(usage.sessions28);
        if (usage.timedSessions28 > 0) {
            out.setMeanSessionMinutes28(metrics[PeerMetric.MEAN_SESSION_MINUTES_28.ordinal()]);
        }
        out.setActiveUsers28(usage.activeUsers28);
        double seats = revenue.seats();
        if (seats > 0) {
            out.setSeatUtilisation(usage.activeUsers28 / seats);
        }
        out.setFeaturesUsed28(usage.featuresUsed28);
        if (peers.featuresInUse() > 0) {
            out.setFeatureBreadth(Math.min(1, (double) usage.featuresUsed28 / peers.featuresInUse()));
        }
        out.setProductsUsed(usage.productsUsed);
        if (usage.lastActivityDay != Days.NONE) {
            out.setDaysSinceLastActivity(day - usage.lastActivityDay);
        }
        out.setActivity28(usage.activity28);
        int daysBefore = day - 28 - Math.max(day - 111, firstFactDay) + 1;
        if (daysBefore > 0 && usage.activity84Before > 0) {
            out.setActivityTrend(usage.activity28 / 28d / ((double) usage.activity84Before / daysBefore));
        }
        out.setLearning28(usage.learning28);
        out.setActiveDays84Before(usage.activeDays84Before);
    }

    private void howItFeels(Features.Builder out) {
        out.setOpenCases(cases.count());
        out.setOpenUrgentCases(cases.countUrgent());
        if (nps >= 0) {
            out.setNps(nps);
        }
        if (csat >= 0) {
            out.setCsat(csat);
        }
        if (usage.lastContactDay != Days.NONE) {
            out.setDaysSinceLastContact(day - usage.lastContactDay);
        }
        out.setReleases90(usage.releases90);
    }

    private void amongItsPeers(Features.Builder out, PeerReference peers) {
        if (subscriptions.mrrKnown()) {
            out.setMrrPercentile(rank(PeerMetric.MRR, peers));
        }
        if (!Double.isNaN(profile.employees)) {
            out.setEmployeesPercentile(rank(PeerMetric.EMPLOYEES, peers));
        }
        out.setActiveDays28Percentile(rank(PeerMetric.ACTIVE_DAYS_28, peers));
        out.setSessions28Percentile(rank(PeerMetric.SESSIONS_28, peers));
        if (usage.timedSessions28 > 0) {
            out.setMeanSessionMinutes28Percentile(rank(PeerMetric.MEAN_SESSION_MINUTES_28, peers));
        }
        out.setFeaturesUsed28Percentile(rank(PeerMetric.FEATURES_USED_28, peers));
        out.setActivity28Percentile(rank(PeerMetric.ACTIVITY_28, peers));
        if (peers.day() != Days.NONE) {
            out.setPeerReference(date(peers.day()));
        }
    }

    private double rank(PeerMetric metric, PeerReference peers) {
        return peers.rank(metric, metrics[metric.ordinal()]);
    }

    private Date date(int referenceDay) {
        if (dayOfReference != referenceDay) {
            dayOfReference = referenceDay;
            dateOfReference = Days.date(referenceDay);
        }
        return dateOfReference;
    }
}
