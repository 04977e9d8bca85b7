package dev.bellwether.features.calculation;

import com.google.protobuf.Duration;
import com.google.type.Money;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.AccountProfile;
import dev.bellwether.ingestion.v1.CasePriority;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.Session;
import dev.bellwether.ingestion.v1.SurveyAnswered;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
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
                .sorted(Comparator.comparing(NaiveFeatures::at).thenComparing(NaiveFeatures::rank).thenComparing(Event::getSequence))
                .toList();
        this.first = events.stream().map(NaiveFeatures::day).min(Comparator.naturalOrder()).orElseThrow();
    }

    Features features() {
        Features.Builder out = Features.newBuilder();
        profile(out);
        Optional<LocalDate> signedUp = latest(AccountProfile::getSignedUpOn, AccountProfile::hasSignedUpOn).map(NaiveFeatures::date);
        long tenure = Math.max(0, ChronoUnit.DAYS.between(signedUp.orElse(first), day));
        out.setTenureDays(tenure);
        signedUp.ifPresent(_ -> out.setDaysSinceSignUp(tenure));
        out.setKnownDays(ChronoUnit.DAYS.between(first, day));
        NaiveEngagement.add(out, events, day);
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

    private static final class Sub {
        private boolean active;
        private String plan = "";
        private Optional<BigDecimal> mrr = Optional.empty();
        private String currency = "";
        private Optional<BigInteger> seats = Optional.empty();
        private Optional<LocalDate> renewal = Optional.empty();
        private LocalDate termSince;

        private boolean pays() {
            return mrr.isPresent() && mrr.get().signum() != 0;
        }

        private void mrr(Money money, boolean keepsCurrency) {
            mrr = Optional.of(money(money));
            currency = keepsCurrency && money.getCurrencyCode().isEmpty() ? currency : money.getCurrencyCode();
        }
    }

    /// Whether it says that it will end, and not that it has ended.
    private static boolean isPlan(Event event) {
        return event.hasSubscriptionCancelled() && event.getSubscriptionCancelled().hasEndsAt()
                && Dates.instant(event.getSubscriptionCancelled().getEndsAt()).isAfter(at(event));
    }

    /// A planned end that nothing has taken back before it is a cancellation at its time.
    private Stream<Event> withEnds() {
        List<Event> all = new ArrayList<>(events);
        for (int i = 0; i < events.size(); i++) {
            Event plan = events.get(i);
            if (isPlan(plan)) {
                Instant end = Dates.instant(plan.getSubscriptionCancelled().getEndsAt());
                boolean takenBack = events.stream().skip(i + 1).filter(later -> at(later).isBefore(end))
                        .filter(later -> subscription(later).equals(subscription(plan)))
                        .anyMatch(later -> !later.hasSubscriptionChanged());
                if (!takenBack) {
                    Event.Builder cancelled = plan.toBuilder().setOccurredAt(plan.getSubscriptionCancelled().getEndsAt());
                    cancelled.getSubscriptionCancelledBuilder().clearEndsAt();
                    all.add(cancelled.build());
                }
            }
        }
        return all.stream();
    }

    /// In the order in which they were heard of.
    private Map<String, Sub> subscriptions(LocalDate through) {
        Map<String, Sub> subs = new LinkedHashMap<>();
        Map<Instant, Map<String, List<Event>>> instants = withEnds().filter(event -> !day(event).isAfter(through))
                .filter(event -> !subscription(event).equals("none"))
                .collect(Collectors.groupingBy(NaiveFeatures::at, TreeMap::new,
                        Collectors.groupingBy(NaiveFeatures::subscription, LinkedHashMap::new, Collectors.toList())));
        instants.values().forEach(instant -> instant.forEach((id, facts) -> {
            boolean isNew = !subs.containsKey(id);
            Sub sub = subs.computeIfAbsent(id, _ -> new Sub());
            sub.active = activeAfter(sub.active, isNew, facts);
            facts.forEach(fact -> values(fact, sub));
        }));
        return subs;
    }

    /// Whatever changes the state goes first; what would change nothing waits.
    private static boolean activeAfter(boolean before, boolean isNew, List<Event> facts) {
        Event.FactCase beginning = facts.stream().anyMatch(Event::hasSubscriptionStarted)
                ? Event.FactCase.SUBSCRIPTION_STARTED : Event.FactCase.SUBSCRIPTION_RENEWED;
        long begins = facts.stream().filter(fact -> fact.getFactCase() == beginning).count();
        long ends = facts.stream().filter(Event::hasSubscriptionCancelled).filter(fact -> !isPlan(fact)).count();
        if (begins + ends == 0) {
            return before || isNew;
        }
        boolean active = before;
        while (active && ends > 0 || !active && begins > 0) {
            if (active) {
                ends--;
            } else {
                begins--;
            }
            active = !active;
        }
        return active;
    }

    private static void values(Event event, Sub sub) {
        switch (event.getFactCase()) {
            case SUBSCRIPTION_STARTED -> {
                var s = event.getSubscriptionStarted();
                sub.plan = s.getPlan();
                sub.mrr = Optional.empty();
                sub.currency = "";
                if (s.hasMrr()) {
                    sub.mrr(s.getMrr(), false);
                }
                sub.seats = s.hasSeats() ? Optional.of(BigInteger.valueOf(s.getSeats())) : Optional.empty();
                sub.termSince = day(event);
                sub.renewal = s.hasRenewalDate() ? Optional.of(date(s.getRenewalDate())) : Optional.empty();
            }
            case SUBSCRIPTION_CHANGED -> {
                var c = event.getSubscriptionChanged();
                sub.plan = c.hasPlan() ? c.getPlan() : sub.plan;
                if (c.hasMrr()) {
                    sub.mrr(c.getMrr(), true);
                }
                sub.seats = c.hasSeats() ? Optional.of(BigInteger.valueOf(c.getSeats())) : sub.seats;
            }
            case SUBSCRIPTION_RENEWED -> {
                sub.termSince = day(event);
                sub.renewal = Optional.of(date(event.getSubscriptionRenewed().getRenewalDate()));
            }
            default -> {}
        }
    }

    private static String subscription(Event event) {
        return switch (event.getFactCase()) {
            case SUBSCRIPTION_STARTED -> event.getSubscriptionStarted().getSubscriptionId();
            case SUBSCRIPTION_CHANGED -> event.getSubscriptionChanged().getSubscriptionId();
            case SUBSCRIPTION_RENEWED -> event.getSubscriptionRenewed().getSubscriptionId();
            case SUBSCRIPTION_CANCELLED -> event.getSubscriptionCancelled().getSubscriptionId();
            default -> "none";
        };
    }

    private static int rank(Event event) {
        return switch (event.getFactCase()) {
            case SUBSCRIPTION_STARTED -> 1;
            case SUBSCRIPTION_CHANGED, SUBSCRIPTION_RENEWED -> 2;
            case SUBSCRIPTION_CANCELLED -> 3;
            default -> 0;
        };
    }

    private static String currency(Map<String, Sub> subs) {
        boolean anyActive = subs.values().stream().anyMatch(sub -> sub.active);
        return subs.values().stream().filter(sub -> sub.active || !anyActive).filter(Sub::pays).map(sub -> sub.currency)
                .filter(code -> !code.isEmpty()).findFirst()
                .or(() -> subs.values().stream().map(sub -> sub.currency).filter(code -> !code.isEmpty()).findFirst())
                .orElse("");
    }

    private String currency(LocalDate through) {
        String ofSubscriptions = currency(subscriptions(through));
        Map<String, Long> days = paid().map(paid -> paid.getInvoicePaid().getAmount().getCurrencyCode() + day(paid)).distinct()
                .filter(codeAndDay -> codeAndDay.length() > 10)
                .collect(Collectors.groupingBy(codeAndDay -> codeAndDay.substring(0, 3), TreeMap::new, Collectors.counting()));
        return !ofSubscriptions.isEmpty() ? ofSubscriptions
                // Of equals min keeps the first.
                : days.entrySet().stream().min(Map.Entry.<String, Long>comparingByValue().reversed()).map(Map.Entry::getKey).orElse("");
    }

    private Stream<Event> paid() {
        return events.stream().filter(Event::hasInvoicePaid).filter(event -> event.getInvoicePaid().hasAmount());
    }

    private static boolean mrrKnown(Map<String, Sub> subs) {
        return subs.values().stream().noneMatch(sub -> sub.active)
                || subs.values().stream().anyMatch(sub -> sub.active && sub.mrr.isPresent());
    }

    private BigDecimal mrr(LocalDate through, String currency) {
        return subscriptions(through).values().stream().filter(sub -> sub.active && isOf(sub.currency, currency))
                .flatMap(sub -> sub.mrr.stream()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static boolean isOf(String code, String currency) {
        return code.isEmpty() || code.equals(currency);
    }

    private void pays(Features.Builder out) {
        Map<String, Sub> subs = subscriptions(day);
        List<Sub> active = subs.values().stream().filter(sub -> sub.active).toList();
        String currency = currency(day);
        // Of equal MRR the id that comes first: max keeps the first of equals.
        new TreeMap<>(subs).values().stream().filter(sub -> sub.active)
                .max(Comparator.comparing((Sub sub) -> sub.mrr.isPresent() && isOf(sub.currency, currency))
                        .thenComparing(sub -> sub.mrr.orElse(BigDecimal.valueOf(-1))))
                .map(sub -> sub.plan).filter(plan -> !plan.isEmpty()).ifPresent(out::setPlan);
        if (mrrKnown(subs)) {
            out.setMrr(mrr(day, currency).doubleValue());
            String earlier = currency(subscriptions(day.minusDays(90)));
            if (mrrKnown(subscriptions(day.minusDays(90))) && isOf(earlier, currency)) {
                out.setMrrChange90(mrr(day, currency).subtract(mrr(day.minusDays(90), currency)).doubleValue());
            }
        }
        if (active.isEmpty() || active.stream().anyMatch(sub -> sub.seats.isPresent())) {
            out.setSeats(active.stream().flatMap(sub -> sub.seats.stream()).reduce(BigInteger.ZERO, BigInteger::add).doubleValue());
        }
        active.stream().flatMap(sub -> sub.renewal.stream()).min(Comparator.naturalOrder())
                .ifPresent(renewal -> {
                    out.setRenewalInDays(ChronoUnit.DAYS.between(day, renewal));
                    out.setRenewalTermDays(active.stream().filter(sub -> sub.renewal.equals(Optional.of(renewal)))
                            .mapToLong(sub -> Math.max(0, ChronoUnit.DAYS.between(sub.termSince, renewal))).max().orElseThrow());
                });
        out.setCancelled(!subs.isEmpty() && active.isEmpty() ? 1 : 0);
        out.setFailedInvoices28(last(28).filter(Event::hasInvoiceFailed).count());
        lifetimeRevenue(out, subs, currency);
        if (!currency.isEmpty()) {
            out.setCurrency(currency);
        }
        String others = Stream.concat(active.stream().filter(Sub::pays).map(sub -> sub.currency),
                paid().map(event -> event.getInvoicePaid().getAmount().getCurrencyCode()))
                .filter(code -> !isOf(code, currency)).distinct().sorted().collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            out.setOtherCurrencies(others);
        }
    }

    private void lifetimeRevenue(Features.Builder out, Map<String, Sub> subs, String currency) {
        if (paid().findAny().isPresent()) {
            out.setLifetimeRevenue(paid().map(event -> event.getInvoicePaid().getAmount())
                    .filter(amount -> isOf(amount.getCurrencyCode(), currency)).map(NaiveFeatures::money)
                    .reduce(BigDecimal.ZERO, BigDecimal::add).doubleValue());
        } else if (events.stream().anyMatch(Event::hasInvoiceFailed) && events.stream().noneMatch(Event::hasInvoicePaid)) {
            out.setLifetimeRevenue(0);
        } else if (subs.isEmpty() || subs.values().stream().anyMatch(sub -> sub.mrr.isPresent())) {
            BigDecimal sum = first.datesUntil(day.plusDays(1)).map(each -> mrr(each, currency)).reduce(BigDecimal.ZERO, BigDecimal::add);
            out.setLifetimeRevenue(sum.doubleValue() * 12 / 365);
        }
    }

    private void does(Features.Builder out) {
        out.setActiveDays7(last(7).filter(NaiveFeatures::isActivity).map(NaiveFeatures::day).distinct().count());
        out.setActiveDays28(last(28).filter(NaiveFeatures::isActivity).map(NaiveFeatures::day).distinct().count());
        List<Event> sessions = last(28).filter(Event::hasSession).toList();
        out.setSessions28(sessions.size());
        if (!sessions.isEmpty()) {
            List<Duration> lengths =
                    sessions.stream().map(Event::getSession).filter(Session::hasDuration).map(Session::getDuration).toList();
            if (!lengths.isEmpty()) {
                out.setMeanSessionMinutes28(
                        lengths.stream().mapToDouble(it -> it.getSeconds() + it.getNanos() / 1e9).sum() / 60 / lengths.size());
            }
        }
        long users = last(28).filter(NaiveFeatures::isActivity).map(Event::getUser).filter(user -> !user.isEmpty()).distinct().count();
        out.setActiveUsers28(users);
        if (out.getSeats() > 0) {
            out.setSeatUtilisation(users / out.getSeats());
        }
        out.setFeaturesUsed28(last(28).filter(Event::hasFeatureUsed).filter(NaiveFeatures::isActivity)
                .map(e -> e.getFeatureUsed().getFeature()).distinct().count());
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
        events.stream().filter(event -> event.hasSupportCaseOpened() || event.hasSupportCaseClosed())
                .collect(Collectors.groupingBy(NaiveFeatures::at, TreeMap::new, Collectors.groupingBy(NaiveFeatures::supportCase)))
                .values().forEach(instant -> instant.forEach((id, facts) -> supportCase(open, id, facts)));
        out.setOpenCases(open.size());
        out.setOpenUrgentCases(open.values().stream().filter(p -> p == CasePriority.HIGH || p == CasePriority.URGENT).count());
        answer(SurveyAnswered.Kind.NPS).ifPresent(out::setNps);
        answer(SurveyAnswered.Kind.CSAT).ifPresent(out::setCsat);
        out.setDaysSinceLastContact(out.getTenureDays()).setEverContacted(0);
        events.stream().filter(Event::hasContactLogged).reduce((_, b) -> b)
                .ifPresent(event -> out.setDaysSinceLastContact(ChronoUnit.DAYS.between(day(event), day)).setEverContacted(1));
        out.setContacts28(last(28).filter(Event::hasContactLogged).count());
        out.setContacts90(last(90).filter(Event::hasContactLogged).count());
        out.setReleases90(last(90).filter(Event::hasProductRelease).count());
    }

    /// Whatever changes the state goes first.
    private static void supportCase(Map<String, CasePriority> open, String id, List<Event> facts) {
        List<CasePriority> openings = new ArrayList<>(facts.stream().filter(Event::hasSupportCaseOpened)
                .map(event -> event.getSupportCaseOpened().getPriority()).toList());
        int closings = facts.size() - openings.size();
        while (!openings.isEmpty() || closings > 0) {
            if (closings > 0 && (open.containsKey(id) || openings.isEmpty())) {
                open.remove(id);
                closings--;
            } else {
                open.put(id, openings.removeFirst());
            }
        }
    }

    private static String supportCase(Event event) {
        return event.hasSupportCaseOpened() ? event.getSupportCaseOpened().getCaseId() : event.getSupportCaseClosed().getCaseId();
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
                .collect(Collectors
                        .summingDouble(e -> e.hasFeatureUsed() ? (e.getFeatureUsed().hasCount() ? e.getFeatureUsed().getCount() : 1) : 1));
    }

    private static boolean isActivity(Event event) {
        return switch (event.getFactCase()) {
            case FEATURE_USED -> !event.getFeatureUsed().hasCount() || event.getFeatureUsed().getCount() > 0;
            case SESSION, SIGN_IN, LEARNING_RESOURCE_USED, NAMED_EVENT -> true;
            default -> false;
        };
    }

    private static Stream<String> products(Event event) {
        return switch (event.getFactCase()) {
            case FEATURE_USED -> isActivity(event) ? Stream.of(event.getFeatureUsed().getProduct()) : Stream.empty();
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

    private static BigDecimal money(Money money) {
        return BigDecimal.valueOf(money.getUnits()).add(BigDecimal.valueOf(money.getNanos(), 9));
    }
}
