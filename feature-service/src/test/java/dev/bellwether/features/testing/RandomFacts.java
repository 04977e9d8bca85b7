package dev.bellwether.features.testing;

import com.google.protobuf.Duration;
import dev.bellwether.ingestion.v1.AccountProfile;
import dev.bellwether.ingestion.v1.CasePriority;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.InvoicePaid;
import dev.bellwether.ingestion.v1.Session;
import dev.bellwether.ingestion.v1.UsageReported;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;

/// Some life of an account: every kind of fact, at any time of the days given.
public final class RandomFacts {

    private static final List<String> USERS = List.of("", "ana", "bob", "cy", "dee", "eli");
    private static final List<String> NAMES = List.of("export", "import", "share", "plan", "chart", "alert");

    private static final List<String> CURRENCIES = List.of("EUR", "EUR", "USD", "");

    private RandomFacts() {}

    public static List<Event> of(Random random, String tenant, String account, LocalDate from, int days, int count) {
        Facts facts = Facts.of(tenant, account);
        for (int i = 0; i < count; i++) {
            // Half of them at midnights, so that many happen at one instant.
            long second = random.nextBoolean() ? random.nextLong(days) * 86_400 : random.nextLong(days * 86_400L);
            facts.at(from.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(second).toString());
            // Different for each of up to 10,007 facts, and not in the order of the list.
            facts.sequence(i * 4_001L % 10_007);
            one(random, facts);
        }
        return facts.events();
    }

    public static void one(Random random, Facts facts) {
        String user = pick(random, USERS);
        String name = pick(random, NAMES);
        String small = Integer.toString(random.nextInt(3));
        switch (random.nextInt(28)) {
            case 0, 1, 2, 3 -> facts.featureUsed(user, name, pick(random, List.of("", "core", "reports")), random.nextInt(4));
            case 4, 5, 6 -> facts.session(user, random.nextInt(4000), pick(random, List.of("", "core")));
            case 7 -> facts.signIn(user);
            case 8 -> facts.learned(user);
            case 9 -> facts.named(user, name);
            case 10 -> facts.profile(p -> profile(random, p));
            case 11 ->
                facts.started(small, name, random.nextInt(500) + ".25", random.nextInt(9), "2026-0" + (1 + random.nextInt(9)) + "-15");
            case 23 -> facts.started(s -> random.nextBoolean()
                    ? s.setSubscriptionId(small).setMrr(Facts.money(random.nextInt(90) + ".004", pick(random, CURRENCIES)))
                    : s.setSubscriptionId(small).setSeats(Long.MAX_VALUE));
            case 12 -> facts.changed(c -> {
                c.setSubscriptionId(small);
                return random.nextBoolean() ? c.setSeats(random.nextInt(20))
                        : c.setMrr(Facts.money(random.nextInt(900) + "")).setPlan(name);
            });
            case 13 -> facts.renewed(r -> r.setSubscriptionId(small).setRenewalDate(Facts.date("2026-1" + random.nextInt(3) + "-20")));
            case 14 -> facts.cancelled(small);
            // At midnights, so that many an end meets other facts; some before they are known.
            case 26 -> facts.cancelled(small, "2026-0" + (1 + random.nextInt(9)) + "-0" + (1 + random.nextInt(9)) + "T00:00:00Z");
            case 15 -> facts.caseOpened(small, CasePriority.forNumber(random.nextInt(5)));
            case 16 -> facts.caseClosed(small);
            case 17 -> facts.nps(random.nextInt(11)).csat(1 + random.nextInt(5));
            case 18 -> facts.contact();
            case 19 -> facts.paid((random.nextInt(3000) - 500) + ".10").paid("0.004", pick(random, CURRENCIES));
            case 24 -> facts.add(facts.event().setInvoicePaid(InvoicePaid.getDefaultInstance()));
            case 25 -> facts.add(facts.event().setUser(user).setSession(random.nextBoolean()
                    ? Session.getDefaultInstance()
                    : Session.newBuilder().setDuration(Duration.newBuilder().setSeconds(30).setNanos(400_000_000)).build()));
            case 20 -> facts.failed();
            case 21 -> facts.identified(user);
            case 22 -> facts.reported(r -> report(random, r));
            default -> facts.release("r").productActivated(name);
        }
    }

    private static UsageReported.Builder report(Random random, UsageReported.Builder report) {
        report.setWindowDays(pick(random, List.of(1, 7, 28, 30, 90))).setSignIns(random.nextInt(40));
        if (random.nextBoolean()) {
            report.setMinutes(random.nextInt(900)).setActivity(random.nextInt(5000));
        }
        if (random.nextBoolean()) {
            report.setActiveDays(random.nextInt(report.getWindowDays() + 1)).setUsers(random.nextInt(9)).setOpenCases(random.nextInt(3));
        }
        if (random.nextBoolean()) {
            report.setLastActiveOn(Facts.date("2025-1" + random.nextInt(3) + "-1" + random.nextInt(9)));
        }
        return report;
    }

    private static AccountProfile.Builder profile(Random random, AccountProfile.Builder profile) {
        if (random.nextBoolean()) {
            profile.setCompanyType(CompanyType.forNumber(random.nextInt(3)));
        }
        if (random.nextInt(4) == 0) {
            profile.setSignedUpOn(Facts.date("2025-0" + (1 + random.nextInt(9)) + "-09"));
        }
        if (random.nextBoolean()) {
            profile.setEmployees(random.nextInt(300));
        }
        if (random.nextBoolean()) {
            profile.setIndustry(pick(random, NAMES)).setAnnualRevenueGrowth(random.nextDouble());
        }
        return profile;
    }

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
