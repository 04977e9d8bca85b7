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
import java.util.Arrays;
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
    private final Usage usage = new Usage();
    private final ReportedUsage reports = new ReportedUsage();
    private final UsageMeasures measures = new UsageMeasures();
    private final double[] metrics = new double[PeerMetric.values().length];

    private int day;
    private int firstFactDay;
    private int nps;
    private int csat;
    private boolean anyCase;
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
        measures.at(usage, reports, asOf, firstFactDay);
        metrics[PeerMetric.MRR.ordinal()] = revenue.mrr();
        metrics[PeerMetric.EMPLOYEES.ordinal()] = profile.employees;
        metrics[PeerMetric.ACTIVE_DAYS_28.ordinal()] = measures.activeDays28;
        metrics[PeerMetric.SESSIONS_28.ordinal()] = measures.sessions28;
        metrics[PeerMetric.MEAN_SESSION_MINUTES_28.ordinal()] = usage.meanSessionMinutes28();
        metrics[PeerMetric.FEATURES_USED_28.ordinal()] = measures.featuresUsed28;
        metrics[PeerMetric.ACTIVITY_28.ordinal()] = measures.activity28;
        metrics[PeerMetric.ENGAGED_SESSION_MINUTES_28.ordinal()] = measures.engaged().sessionMinutes28;
        metrics[PeerMetric.USAGE_BREADTH_28.ordinal()] = measures.breadth28;
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
        if (out.getCancelled() == 1 && !subscriptions.lastReason().isEmpty()) {
            out.setCancellationReason(subscriptions.lastReason());
        }
        whatItDoes(out, peers);
        howItFeels(out);
        amongItsPeers(out, peers);
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
        set(metrics[PeerMetric.MEAN_SESSION_MINUTES_28.ordinal()], out::setMeanSessionMinutes28);
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

    private static void set(double value, DoubleConsumer feature) {
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

    private void amongItsPeers(Features.Builder out, PeerReference peers) {
        if (subscriptions.mrrKnown()) {
            out.setMrrPercentile(rank(PeerMetric.MRR, peers));
        }
        if (!Double.isNaN(profile.employees)) {
            out.setEmployeesPercentile(rank(PeerMetric.EMPLOYEES, peers));
        }
        double activeDays = ranked(PeerMetric.ACTIVE_DAYS_28, peers, out::setActiveDays28Percentile);
        ranked(PeerMetric.SESSIONS_28, peers, out::setSessions28Percentile);
        ranked(PeerMetric.MEAN_SESSION_MINUTES_28, peers, out::setMeanSessionMinutes28Percentile);
        ranked(PeerMetric.FEATURES_USED_28, peers, out::setFeaturesUsed28Percentile);
        double activity = ranked(PeerMetric.ACTIVITY_28, peers, out::setActivity28Percentile);
        double length = ranked(PeerMetric.ENGAGED_SESSION_MINUTES_28, peers, out::setEngagedSessionMinutes28Percentile);
        double breadth = ranked(PeerMetric.USAGE_BREADTH_28, peers, out::setUsageBreadth28Percentile);
        boolean frequencyOnly = Double.isNaN(length) && Double.isNaN(breadth);
        set(mean(activeDays, frequencyOnly ? activity : length, breadth), out::setEngagementPercentile);
        if (peers.day() != Days.NONE) {
            out.setPeerReference(date(peers.day()));
        }
    }

    /// @return the rank, NaN when the account has no such value
    private double ranked(PeerMetric metric, PeerReference peers, DoubleConsumer feature) {
        double rank = Double.isNaN(metrics[metric.ordinal()]) ? Double.NaN : rank(metric, peers);
        set(rank, feature);
        return rank;
    }

    /// Of those that are known.
    private static double mean(double... ranks) {
        return Arrays.stream(ranks).filter(rank -> !Double.isNaN(rank)).average().orElse(Double.NaN);
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
