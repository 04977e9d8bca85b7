package dev.bellwether.chassis.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstallationKeysTest {

    private static final String KEY = "twenty-four-characters-or-more";

    @Test
    void a_key_is_found_whole_or_not_at_all() {
        InstallationKeys keys = new InstallationKeys(() -> Optional.of(KEY), Optional::empty, Optional::empty);
        assertThat(keys.find(KEY)).contains(Caller.admin());
        for (String wrong : new String[] {"x", KEY + "x", KEY.substring(1), KEY.toUpperCase(), ""}) {
            assertThat(keys.find(wrong)).isEmpty();
        }
    }

    @Test
    void a_key_that_is_not_configured_matches_no_credential() {
        assertThat(new InstallationKeys(Optional::empty, Optional::empty, Optional::empty).find("")).isEmpty();
    }

    @Test
    void the_metrics_key_opens_metrics_and_nothing_else_and_no_other_key_does() {
        InstallationKeys keys =
                new InstallationKeys(() -> Optional.of(KEY), Optional::empty, () -> Optional.of("another-one-of-twenty-four-characters"));
        assertThat(keys.opensMetrics("Bearer another-one-of-twenty-four-characters")).isTrue();
        assertThat(keys.find("another-one-of-twenty-four-characters")).isEmpty();
        for (String wrong : new String[] {"another-one-of-twenty-four-characters", "Bearer another-one", "Bearer " + KEY, "Bearer ", ""}) {
            assertThat(keys.opensMetrics(wrong)).isFalse();
        }
        assertThat(keys.opensMetrics(null)).isFalse();
        assertThat(new InstallationKeys(() -> Optional.of(KEY), Optional::empty, Optional::empty).opensMetrics("Bearer " + KEY)).isFalse();
    }

    @Test
    void a_short_key_keeps_the_service_from_starting() {
        assertThatThrownBy(() -> InstallationKeys.requireStrong("bellwether.admin.key", Optional.of("x".repeat(23))))
                .hasMessageContaining("bellwether.admin.key has 23 characters");
        assertThatCode(() -> InstallationKeys.requireStrong("a", Optional.of("x".repeat(24)))).doesNotThrowAnyException();
        assertThatCode(() -> InstallationKeys.requireStrong("a", Optional.empty())).doesNotThrowAnyException();
    }
}
