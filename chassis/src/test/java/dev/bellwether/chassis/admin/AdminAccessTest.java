package dev.bellwether.chassis.admin;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.errors.Refusal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdminAccessTest {

    private static final String KEY = "twenty-four-characters-or-more";

    private final AdminAccess access = new AdminAccess(Optional.of(KEY));

    @Test
    void the_key_opens() {
        assertThatCode(() -> access.require(Optional.of("Bearer " + KEY))).doesNotThrowAnyException();
        // RFC 9110: the name of a scheme is case-insensitive.
        assertThatCode(() -> access.require(Optional.of("bearer " + KEY))).doesNotThrowAnyException();
    }

    @Test
    void without_a_credential_that_can_be_read_the_caller_is_asked_for_one() {
        for (String none : new String[] {null, "", "Bearer", "Bearer ", "Basic " + KEY, KEY}) {
            assertThatThrownBy(() -> access.require(Optional.ofNullable(none)))
                    .isInstanceOf(Refusal.Unauthenticated.class).hasMessageContaining("authorization: Bearer");
        }
    }

    @Test
    void another_key_is_refused_and_not_repeated() {
        for (String wrong : new String[] {"x", KEY + "x", KEY.substring(1), KEY.toUpperCase()}) {
            assertThatThrownBy(() -> access.require(Optional.of("Bearer " + wrong)))
                    .isInstanceOf(Refusal.PermissionDenied.class).hasMessage("this is not the admin key of this installation");
        }
    }

    @Test
    void where_none_is_configured_nothing_opens_and_the_caller_learns_what_to_configure() {
        assertThatThrownBy(() -> new AdminAccess(Optional.empty()).require(Optional.of("Bearer " + KEY)))
                .isInstanceOf(Refusal.PermissionDenied.class).hasMessageContaining("BELLWETHER_ADMIN_KEY");
    }

    @Test
    void a_short_key_keeps_the_service_from_starting() {
        assertThatThrownBy(() -> AdminAccess.requireStrong(Optional.of("x".repeat(23)))).hasMessageContaining("bellwether.admin.key has 23 characters");
        assertThatCode(() -> AdminAccess.requireStrong(Optional.of("x".repeat(24)))).doesNotThrowAnyException();
        assertThatCode(() -> AdminAccess.requireStrong(Optional.empty())).doesNotThrowAnyException();
    }
}
