package dev.bellwether.features.calculation;

import static dev.bellwether.features.testing.Facts.money;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.Duration;
import com.google.protobuf.util.JsonFormat;
import dev.bellwether.features.peers.PeerReference;
import dev.bellwether.features.state.AccountState;
import dev.bellwether.features.state.Days;
import dev.bellwether.features.testing.Facts;
import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.InvoicePaid;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import dev.bellwether.ingestion.v1.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Numbers of any size and any number of digits, values that are not known, and amounts of several currencies. Expected values are
/// calculated by hand.
class AmountsAndCurrenciesTest {

    private static final String TODAY = "2026-10-31";

    private final Facts facts = Facts.of("a1");

    private Features features() {
        return features(facts.events());
    }

    private static Features features(List<Event> events) {
        AccountState state = new AccountState();
        events.forEach(state::add);
        return new FeatureCalculation().at(state, Days.of(LocalDate.parse(TODAY))).features(PeerReference.NONE);
    }

    private static Features ofFile(String file, String account) throws IOException {
        RecordEventsRequest.Builder request = RecordEventsRequest.newBuilder();
        try (var json = AmountsAndCurrenciesTest.class.getResourceAsStream("/trouble/" + file)) {
            JsonFormat.parser().merge(new String(json.readAllBytes(), StandardCharsets.UTF_8), request);
        }
        return features(request.getEventsList().stream().filter(event -> event.getAccount().equals(account)).toList());
    }

    @Test
    void seats_without_limit_add_up_and_never_wrap() throws IOException {
        assertThat(ofFile("39-request.json", "c39-int").getSeats()).isEqualTo(4294967294d);
        assertThat(ofFile("39-request.json", "c39-long").getSeats()).isEqualTo(18446744073709551614d);
        assertThat(ofFile("39-request.json", "c39-long").getSeatUtilisation()).isPositive().isLessThan(1e-18);
        assertThat(ofFile("39-request.json", "c39-none").getSeats()).isZero();
        assertThat(ofFile("39-request.json", "c39-none").hasSeatUtilisation()).isFalse();
    }

    @Test
    void amounts_keep_their_digits() throws IOException {
        assertThat(ofFile("40-request.json", "c40-dinar").getLifetimeRevenue()).isEqualTo(1.5);
        assertThat(ofFile("40-request.json", "c40-dinar").getCurrency()).isEqualTo("KWD");
        assertThat(ofFile("40-request.json", "c40-usage").getLifetimeRevenue()).isEqualTo(1.0);
        assertThat(ofFile("40-request.json", "c40-third").getMrr()).isEqualTo(100, within(1e-8));
        // 30.4 s / 60
        assertThat(ofFile("40-request.json", "c40-blink").getMeanSessionMinutes28()).isEqualTo(0.506666666, within(1e-8));
    }

    @Test
    void thousandths_of_a_unit_add_up_and_refunds_take_them_back() {
        for (int i = 0; i < 250; i++) {
            facts.on("2026-10-" + (10 + i % 20)).paid("0.004");
        }
        assertThat(features().getLifetimeRevenue()).isEqualTo(1.0);
        for (int i = 0; i < 125; i++) {
            facts.paid("-0.004");
        }
        assertThat(features().getLifetimeRevenue()).isEqualTo(0.5);
    }

    @Test
    void the_largest_amounts_of_many_years_do_not_wrap() {
        for (int i = 0; i < 40; i++) {
            facts.on("2017-01-01").started("s" + i, "Max", "1000000000000", Long.MAX_VALUE);
            facts.on("2026-10-01").paid("1000000000000", "IRR");
        }
        assertThat(features().getMrr()).isEqualTo(4e13);
        assertThat(features().getSeats()).isEqualTo(40 * 9223372036854775807d);
        Features byMrr = features(facts.events().stream().filter(event -> !event.hasInvoicePaid()).toList());
        // From 2017-01-01 to 2026-10-31 are 3,591 days, both included.
        assertThat(byMrr.getLifetimeRevenue()).isEqualTo(4e13 * 3591 * 12 / 365, within(1e4));
        assertThat(features(facts.events().stream().filter(Event::hasInvoicePaid).toList()).getLifetimeRevenue()).isEqualTo(4e13);
    }

    @Test
    void three_thirds_of_a_hundred_are_a_hundred() {
        facts.on("2026-10-01").started("a", "Pro", "33.333333333", 1).started("b", "Pro", "33.333333333", 1).started("c", "Pro",
                "33.333333333", 1);
        assertThat(features().getMrr()).isEqualTo(100, within(1e-8));
    }

    @Test
    void sessions_keep_parts_of_a_second() {
        for (int i = 0; i < 10; i++) {
            facts.on("2026-10-20").add(
                    facts.event().setSession(Session.newBuilder().setDuration(Duration.newBuilder().setSeconds(30).setNanos(400_000_000))));
        }
        // 30.4 s / 60
        assertThat(features().getMeanSessionMinutes28()).isEqualTo(0.506666666, within(1e-8));
    }

    @Test
    void a_session_without_a_length_counts_and_does_not_shorten_the_mean() {
        facts.on("2026-10-20").session("ana", 60).add(facts.event().setSession(Session.getDefaultInstance()));
        assertThat(features().getSessions28()).isEqualTo(2);
        assertThat(features().getMeanSessionMinutes28()).isEqualTo(1);
        facts.session("ana", 0);
        assertThat(features().getMeanSessionMinutes28()).isEqualTo(0.5);
    }

    @Test
    void where_no_session_has_a_length_there_is_no_mean() {
        facts.on("2026-10-20").add(facts.event().setSession(Session.getDefaultInstance()));
        assertThat(features().getSessions28()).isEqualTo(1);
        assertThat(features().hasMeanSessionMinutes28()).isFalse();
    }

    @Test
    void a_paid_invoice_without_an_amount_does_not_stop_the_reckoning_by_mrr() {
        facts.on("2026-10-01").started("s", "Pro", "365", 1).add(facts.event().setInvoicePaid(InvoicePaid.newBuilder().setInvoiceId("i1")));
        // 31 days at 365 × 12 / 365
        assertThat(features().getLifetimeRevenue()).isEqualTo(372, within(1e-9));
        facts.failed();
        assertThat(features().getLifetimeRevenue()).isEqualTo(372, within(1e-9));
        facts.paid("5");
        assertThat(features().getLifetimeRevenue()).isEqualTo(5);
    }

    @Test
    void an_invoice_of_zero_is_an_amount() {
        facts.on("2026-10-01").started("s", "Pro", "365", 1).paid("0");
        assertThat(features().getLifetimeRevenue()).isZero();
    }

    @Test
    void what_a_subscription_does_not_say_is_not_known_until_a_change_gives_it() {
        facts.on("2026-10-01").started(s -> s.setSubscriptionId("s").setPlan("Pro"));
        Features unknown = features();
        assertThat(unknown.hasMrr()).isFalse();
        assertThat(unknown.hasMrrChange90()).isFalse();
        assertThat(unknown.hasMrrPercentile()).isFalse();
        assertThat(unknown.hasSeats()).isFalse();
        assertThat(unknown.hasSeatUtilisation()).isFalse();
        assertThat(unknown.hasLifetimeRevenue()).isFalse();
        assertThat(unknown.getCancelled()).isZero();
        assertThat(unknown.getPlan()).isEqualTo("Pro");
        facts.on("2026-10-31").changed(c -> c.setSubscriptionId("s").setMrr(money("365")).setSeats(3));
        assertThat(features().getMrr()).isEqualTo(365);
        assertThat(features().getSeats()).isEqualTo(3);
        assertThat(features().getLifetimeRevenue()).isEqualTo(12, within(1e-9));
    }

    @Test
    void what_one_of_two_subscriptions_does_not_say_is_no_part_of_the_sum() {
        facts.on("2026-10-01").started(s -> s.setSubscriptionId("a").setPlan("Free")).started("b", "Pro", "49", 7);
        assertThat(features().getMrr()).isEqualTo(49);
        assertThat(features().getSeats()).isEqualTo(7);
        assertThat(features().getPlan()).isEqualTo("Pro");
    }

    @Test
    void currencies_are_never_added_up() {
        facts.on("2026-10-01").started("a", "Pro", "490", 5)
                .on("2026-10-05").started(s -> s.setSubscriptionId("b").setPlan("Add-on").setMrr(money("99999", "JPY")).setSeats(2))
                .paid("490").paid("20", "").paid("600", "USD");
        Features features = features();
        assertThat(features.getCurrency()).isEqualTo("EUR");
        assertThat(features.getMrr()).isEqualTo(490);
        assertThat(features.getPlan()).isEqualTo("Pro");
        assertThat(features.getSeats()).isEqualTo(7);
        assertThat(features.getLifetimeRevenue()).isEqualTo(510);
        assertThat(features.getOtherCurrencies()).isEqualTo("JPY, USD");
    }

    @Test
    void an_amount_without_a_currency_is_in_that_of_the_account() {
        facts.on("2026-10-01").started(s -> s.setSubscriptionId("a").setMrr(money("100", "")))
                .started(s -> s.setSubscriptionId("b").setMrr(money("10", "CHF")))
                .on("2026-10-02").changed(c -> c.setSubscriptionId("b").setMrr(money("20", "")));
        assertThat(features().getMrr()).isEqualTo(120);
        assertThat(features().getCurrency()).isEqualTo("CHF");
        assertThat(features().hasOtherCurrencies()).isFalse();
    }

    @Test
    void without_any_currency_amounts_add_up_as_they_are() {
        facts.on("2026-10-01").started(s -> s.setMrr(money("100", ""))).paid("7", "");
        assertThat(features().getMrr()).isEqualTo(100);
        assertThat(features().getLifetimeRevenue()).isEqualTo(7);
        assertThat(features().hasCurrency()).isFalse();
    }

    @Test
    void a_change_of_currency_leaves_no_change_of_mrr_to_compare() {
        facts.on("2026-01-01").started(s -> s.setSubscriptionId("a").setMrr(money("500", "USD")))
                .on("2026-10-01").cancelled("a").started("b", "Pro", "450", 1);
        assertThat(features().getMrr()).isEqualTo(450);
        assertThat(features().getCurrency()).isEqualTo("EUR");
        assertThat(features().hasMrrChange90()).isFalse();
    }

    @Test
    void invoices_alone_name_the_currency_by_days() {
        facts.on("2026-08-01").paid("5", "USD").paid("5", "USD").paid("5", "USD")
                .on("2026-09-01").paid("7", "GBP").on("2026-10-01").paid("7", "GBP");
        assertThat(features().getCurrency()).isEqualTo("GBP");
        assertThat(features().getLifetimeRevenue()).isEqualTo(14);
        assertThat(features().getOtherCurrencies()).isEqualTo("USD");
    }
}
