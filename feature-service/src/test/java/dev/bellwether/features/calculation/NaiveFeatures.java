package dev.bellwether.features.calculation;

import dev.bellwether.chassis.event.EventKey;
import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.AccountProfile;
import dev.bellwether.ingestion.v1.CasePriority;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.SurveyAnswered;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The features once more, straight from the list of events and the words of `features.proto`, with no thought of speed and
/// nothing in common with what is tested. Ranks and breadth are left out.
final class NaiveFeatures {

    private final List<Event> events;
    private final LocalDate day;
    private final LocalDate first;

    NaiveFeatures(List<Event> all, LocalDate day) {
        this.day = day;
        this.events = all.stream()
                .filter(event -> !day(event).isAfter(day))
                .sorted(Comparator.comparing(NaiveFeatures::at).thenComparing(e -> EventKey.of(e.getSource(), e.getEventId())))
                .toList();
        this.first = events.stream().map(NaiveFeatures::day).min(Comparator.naturalOrder()).orElseThrow();
    }

    Features features() {
        Features.Builder out = Features.newBuilder();
        profile(out);
        out.setTenureDays(ChronoUnit.DAYS.between(first, day));
        pays(out);
        does(out);
        feels(out);
        return out.build();
    }

    private void profile(Features.Builder out) {
        out.setCompanyType(latest(AccountProfile::getCompanyType, p -> p.getCompanyType() != CompanyType.COMPANY_TYPE_UNSPECIFIED)
                .orElse(CompanyType.SELF_SERVE));
        latest(AccountProfile::getIndustry, AccountProfile::hasIndustry).ifPresent(out::setIndustry);
        latest(AccountProfile::getEmployees, AccountProfile::hasEmployees).ifPresent(out::setEmployees);
        latest(AccountProfile::getAnnualRevenueGrowth, AccountProfile::hasAnnualRevenueGrowth).ifPresent(out::setAnnualRevenueGrowth);
    }

    private <T> Optional<T> latest(Function<AccountProfile, T> field, Predicate<AccountProfile> given) {
        return events.stream().filter(Event::hasAccountProfile).map(Event::getAccountProfile).filter(given).map(field).reduce((_, b) -> b);
    }

    private record Sub(boolean active, String plan, BigDecimal mrr, long seats, Optional<LocalDate> renewal) {}

    private TreeMap<String, Sub> subscriptions(LocalDate through) {
        TreeMap<String, Sub> subs = new TreeMap<>();
        for (Event event : events) {
            if (day(event).isAfter(through)) {
                continue;
            }
            switch (event.getFactCase()) {
                case SUBSCRIPTION_STARTED -> {
                    var s = event.getSubscriptionStarted();
                    subs.put(s.getSubscriptionId(), new Sub(true, s.getPlan(), money(s.getMrr()), s.getSeats(),
                            s.hasRenewalDate() ? Optional.of(date(s.getRenewalDate())) : Optional.empty()));
                }
                case SUBSCRIPTION_CHANGED -> {
                    var c = event.getSubscriptionChanged();
                    Sub old = subs.getOrDefault(c.getSubscriptionId(), new Sub(true, "", BigDecimal.ZERO, 0, Optional.empty()));
                    subs.put(c.getSubscriptionId(), new Sub(old.active, c.hasPlan() ? c.getPlan() : old.plan,
                            c.hasMrr() ? money(c.getMrr()) : old.mrr, c.hasSeats() ? c.getSeats() : old.seats, old.renewal));
                }
                case SUBSCRIPTION_RENEWED -> {
                    var r = event.getSubscriptionRenewed();
                    Sub old = subs.getOrDefault(r.getSubscriptionId(), new Sub(true, "", BigDecimal.ZERO, 0, Optional.empty()));
                    subs.put(r.getSubscriptionId(), new Sub(true, old.plan, old.mrr, old.seats, Optional.of(date(r.getRenewalDate()))));
                }
                case SUBSCRIPTION_CANCELLED -> {
                    String id = event.getSubscriptionCancelled().getSubscriptionId();
                    Sub old = subs.getOrDefault(id, new Sub(false, "", BigDecimal.ZERO, 0, Optional.empty()));
                    subs.put(id, new Sub(false, old.plan, old.mrr, old.seats, old.renewal));
                }
                default -> { }
            }
        }
        return subs;
    }

    private BigDecimal mrr(LocalDate through) {
        return subscriptions(through).values().stream().filter(Sub::active).map(Sub::mrr).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void pays(Features.Builder out) {
        Map<String, Sub> subs = subscriptions(day);
        List<Sub> active = subs.values().stream().filter(Sub::active).toList();
        // Of equal MRR the id that comes first: max keeps the first of equals.
        active.stream().max(Comparator.comparing(Sub::mrr)).map(Sub::plan).filter(plan -> !plan.isEmpty()).ifPresent(out::setPlan);
        out.setMrr(mrr(day).doubleValue());
        out.setMrrChange90(mrr(day).subtract(mrr(day.minusDays(90))).doubleValue());
        out.setSeats(active.stream().mapToLong(Sub::seats).sum());
        active.stream().flatMap(sub -> sub.renewal.stream()).min(Comparator.naturalOrder())
                .ifPresent(renewal -> out.setRenewalInDays(ChronoUnit.DAYS.between(day, renewal)));
        out.setCancelled(!subs.isEmpty() && active.isEmpty() ? 1 : 0);
        out.setFailedInvoices28(last(28).filter(Event::hasInvoiceFailed).count());
        boolean invoiced = events.stream().anyMatch(event -> event.hasInvoicePaid() || event.hasInvoiceFailed());
        if (invoiced) {
            out.setLifetimeRevenue(events.stream().filter(Event::hasInvoicePaid).map(e -> money(e.getInvoicePaid().getAmount()))
                    .reduce(BigDecimal.ZERO, BigDecimal::add).doubleValue());
        } else {
            BigDecimal sum = first.datesUntil(day.plusDays(1)).map(this::mrr).reduce(BigDecimal.ZERO, BigDecimal::add);
            out.setLifetimeRevenue(sum.doubleValue() * 12 / 365);
        }
    }

    private void does(Features.Builder out) {
        out.setActiveDays7(last(7).filter(NaiveFeatures::isActivity).map(NaiveFeatures::day).distinct().count());
        out.setActiveDays28(last(28).filter(NaiveFeatures::isActivity).map(NaiveFeatures::day).distinct().count());
        List<Event> sessions = last(28).filter(Event::hasSession).toList();
        out.setSessions28(sessions.size());
        if (!sessions.isEmpty()) {
            out.setMeanSessionMinutes28(sessions.stream().mapToLong(e -> e.getSession().getDuration().getSeconds()).sum() / 60d / sessions.size());
        }
        long users = last(28).filter(NaiveFeatures::isActivity).map(Event::getUser).filter(user -> !user.isEmpty()).distinct().count();
        out.setActiveUsers28(users);
        if (out.getSeats() > 0) {
            out.setSeatUtilisation(users / out.getSeats());
        }
        out.setFeaturesUsed28(last(28).filter(Event::hasFeatureUsed).map(e -> e.getFeatureUsed().getFeature()).distinct().count());
        out.setProductsUsed(events.stream().flatMap(NaiveFeatures::products).filter(product -> !product.isEmpty()).distinct().count());
        events.stream().filter(NaiveFeatures::isActivity).reduce((_, b) -> b)
                .ifPresent(event -> out.setDaysSinceLastActivity(ChronoUnit.DAYS.between(day(event), day)));
        double now = activity(last(28));
        out.setActivity28(now);
        List<Event> before = between(day.minusDays(111), day.minusDays(28)).filter(NaiveFeatures::isActivity).toList();
        out.setActiveDays84Before(before.stream().map(NaiveFeatures::day).distinct().count());
        long days = Stream.iterate(day.minusDays(111), d -> d.plusDays(1)).limit(84).filter(d -> !d.isBefore(first)).count();
        if (!before.isEmpty()) {
            out.setActivityTrend(now / 28 / (activity(before.stream()) / days));
        }
        out.setLearning28(last(28).filter(Event::hasLearningResourceUsed).count());
    }

    private void feels(Features.Builder out) {
        Map<String, CasePriority> open = new TreeMap<>();
        for (Event event : events) {
            if (event.hasSupportCaseOpened()) {
                open.put(event.getSupportCaseOpened().getCaseId(), event.getSupportCaseOpened().getPriority());
            } else if (event.hasSupportCaseClosed()) {
                open.remove(event.getSupportCaseClosed().getCaseId());
            }
        }
        out.setOpenCases(open.size());
        out.setOpenUrgentCases(open.values().stream().filter(p -> p == CasePriority.HIGH || p == CasePriority.URGENT).count());
        answer(SurveyAnswered.Kind.NPS).ifPresent(out::setNps);
        answer(SurveyAnswered.Kind.CSAT).ifPresent(out::setCsat);
        events.stream().filter(Event::hasContactLogged).reduce((_, b) -> b)
                .ifPresent(event -> out.setDaysSinceLastContact(ChronoUnit.DAYS.between(day(event), day)));
        out.setReleases90(last(90).filter(Event::hasProductRelease).count());
    }

    private Optional<Integer> answer(SurveyAnswered.Kind kind) {
        return last(365).filter(Event::hasSurveyAnswered).map(Event::getSurveyAnswered)
                .filter(answer -> answer.getKind() == kind).map(SurveyAnswered::getScore).reduce((_, b) -> b);
    }

    private Stream<Event> last(int days) {
        return between(day.minusDays(days - 1), day);
    }

    private Stream<Event> between(LocalDate from, LocalDate to) {
        return events.stream().filter(event -> !day(event).isBefore(from) && !day(event).isAfter(to));
    }

    private static double activity(Stream<Event> events) {
        return events.filter(NaiveFeatures::isActivity)
                .collect(Collectors.summingDouble(e -> e.hasFeatureUsed() ? Math.max(1, e.getFeatureUsed().getCount()) : 1));
    }

    private static boolean isActivity(Event event) {
        return switch (event.getFactCase()) {
            case FEATURE_USED, SESSION, SIGN_IN, LEARNING_RESOURCE_USED, NAMED_EVENT -> true;
            default -> false;
        };
    }

    private static Stream<String> products(Event event) {
        return switch (event.getFactCase()) {
            case FEATURE_USED -> Stream.of(event.getFeatureUsed().getProduct());
            case SESSION -> Stream.of(event.getSession().getProduct());
            case PRODUCT_ACTIVATED -> Stream.of(event.getProductActivated().getProduct());
            default -> Stream.empty();
        };
    }

    private static Instant at(Event event) {
        return Instant.ofEpochSecond(event.getOccurredAt().getSeconds(), event.getOccurredAt().getNanos());
    }

    private static LocalDate day(Event event) {
        return at(event).atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static LocalDate date(com.google.type.Date date) {
        return LocalDate.of(date.getYear(), date.getMonth(), date.getDay());
    }

    private static BigDecimal money(com.google.type.Money money) {
        return BigDecimal.valueOf(money.getUnits()).add(BigDecimal.valueOf(money.getNanos(), 9));
    }
}
