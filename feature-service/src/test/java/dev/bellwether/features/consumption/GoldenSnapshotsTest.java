package dev.bellwether.features.consumption;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import dev.bellwether.embedded.testing.GoldenFiles;
import dev.bellwether.features.v1.AccountSnapshots;
import dev.bellwether.features.v1.Features;
import dev.bellwether.features.v1.Snapshot;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What stands on topic `features` can be read, and is published the same today.
class GoldenSnapshotsTest {

    /// By version, from 1; those that are here have their bytes. A feature that is added needs no example: `buf breaking` keeps its number and
    /// type, and this form is nothing but fields.
    private static final List<String> FEATURES = List.of(
            """
            company_type: ENTERPRISE
            account_name: "account_name of Acme & Söhne"
            industry: "industry of Acme & Söhne"
            deployment_model: "deployment_model of Acme & Söhne"
            country: "country of Acme & Söhne"
            employees: 6.25
            annual_revenue_growth: 7.25
            annual_employee_growth: 8.25
            tenure_days: 9.25
            plan: "plan of Acme & Söhne"
            mrr: 11.25
            mrr_change_90: 12.25
            seats: 13.25
            renewal_in_days: 14.25
            lifetime_revenue: 15.25
            cancelled: 16.25
            failed_invoices_28: 17.25
            renewal_term_days: 18.25
            currency: "EUR"
            other_currencies: "GBP, USD"
            active_days_7: 20.25
            active_days_28: 21.25
            sessions_28: 22.25
            mean_session_minutes_28: 23.25
            active_users_28: 24.25
            seat_utilisation: 25.25
            features_used_28: 26.25
            feature_breadth: 27.25
            products_used: 28.25
            days_since_last_activity: 29.25
            activity_28: 30.25
            activity_trend: 31.25
            learning_28: 32.25
            active_days_84_before: 33.25
            open_cases: 40.25
            open_urgent_cases: 41.25
            nps: 42.25
            csat: 43.25
            days_since_last_contact: 44.25
            releases_90: 45.25
            mrr_percentile: 50.25
            employees_percentile: 51.25
            active_days_28_percentile: 52.25
            sessions_28_percentile: 53.25
            mean_session_minutes_28_percentile: 54.25
            features_used_28_percentile: 55.25
            activity_28_percentile: 56.25
            peer_reference { year: 2026 month: 3 day: 1 }
            cancellation_reason: "pricing"
            contacts_28: 71.25
            contacts_90: 72.25
            sign_ins_28: 73.25
            days_since_sign_up: 74.25
            known_days: 75.25
            ever_contacted: 1
            engagement_basis: "estimated"
            engaged_minutes_28: 78.25
            engaged_session_minutes_28: 79.25
            usage_breadth_28: 80.25
            usage_basis: "events"
            engaged_session_minutes_28_percentile: 85.25
            usage_breadth_28_percentile: 86.25
            engagement_percentile: 87.25
            """);

    private static AccountSnapshots snapshots(Snapshot.Kind kind) throws Exception {
        return TextFormat.parse(
                """
                tenant: "northwind" account: "acme" events_offset: 123456
                snapshots { kind: LIVE as_of { year: 2026 month: 2 day: 28 } features { company_type: SELF_SERVE mrr: 0 } }
                snapshots { kind: %s as_of { year: 2026 month: 3 day: 1 } %s }
                """.formatted(kind, kind == Snapshot.Kind.ERASED ? "" : "features {\n" + FEATURES.getFirst() + "}"),
                AccountSnapshots.class);
    }

    @Test
    void features_can_be_read_and_are_stored_the_same() throws Exception {
        for (int version = 1; version <= FEATURES.size(); version++) {
            Features features = TextFormat.parse(FEATURES.get(version - 1), Features.class);
            assertThat(Features.parseFrom(GoldenFiles.unchanged("features", version, features.toByteArray()))).isEqualTo(features);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"KIND_UNSPECIFIED", "UNRECOGNIZED"})
    void snapshots_of_each_kind_can_be_read_and_are_published_the_same(Snapshot.Kind kind) throws Exception {
        String form = "account-snapshots-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        assertThat(AccountSnapshots.parseFrom(GoldenFiles.unchanged(form, 1, snapshots(kind).toByteArray()))).isEqualTo(snapshots(kind));
    }
}
