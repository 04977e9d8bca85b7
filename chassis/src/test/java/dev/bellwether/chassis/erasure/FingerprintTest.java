package dev.bellwether.chassis.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.account.AccountKey;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    /// `printf 'acme\0a1' | sha256sum`
    @Test
    void it_is_the_beginning_of_the_hash_of_tenant_and_account() {
        assertThat(Fingerprint.of(new AccountKey("acme", "a1"))).hasToString("5aa1c9bc-4fac-f296-9706-a3899f8951d5");
    }

    @Test
    void tenant_and_account_are_told_apart() {
        assertThat(Fingerprint.of(new AccountKey("acme", "1a"))).isNotEqualTo(Fingerprint.of(new AccountKey("acme1", "a")));
    }

    @Test
    void its_bytes_give_it_back() {
        Fingerprint fingerprint = Fingerprint.of(new AccountKey("acme", "a1"));
        assertThat(Fingerprint.of(fingerprint.bytes())).isEqualTo(fingerprint);
        assertThatThrownBy(() -> Fingerprint.of(new byte[15])).isInstanceOf(IllegalArgumentException.class);
    }
}
