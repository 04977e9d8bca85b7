package dev.bellwether.chassis.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.apache.kafka.common.utils.Utils;

/// A tenant's account. Its text form `tenant/account` is the key of every record on every topic, so that an account
/// lives in the same partition everywhere.
///
/// @param tenant  lower-case letters, digits and hyphens
/// @param account visible ASCII without '/'
public record AccountKey(String tenant, String account) implements Comparable<AccountKey> {

    public static AccountKey parse(byte[] key) {
        return parse(new String(key, UTF_8));
    }

    public static AccountKey parse(String key) {
        int slash = key.indexOf('/');
        if (slash <= 0 || slash == key.length() - 1) {
            throw new IllegalArgumentException("not of the form tenant/account: " + key);
        }
        return new AccountKey(key.substring(0, slash), key.substring(slash + 1));
    }

    /// Whose a record is.
    ///
    /// @param key may be null
    /// @return empty when it names no account, as a marker's does not
    public static Optional<AccountKey> in(byte[] key) {
        try {
            return key == null ? Optional.empty() : Optional.of(parse(key));
        } catch (IllegalArgumentException notAnAccount) {
            return Optional.empty();
        }
    }

    public byte[] bytes() {
        return toString().getBytes(UTF_8);
    }

    /// The log partition that the account lives in: Kafka's own default for its key.
    public int partition(int partitions) {
        return partition(bytes(), partitions);
    }

    /// The same for a key's bytes.
    public static int partition(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    @Override
    public int compareTo(AccountKey other) {
        int byTenant = tenant.compareTo(other.tenant);
        return byTenant != 0 ? byTenant : account.compareTo(other.account);
    }

    @Override
    public String toString() {
        return tenant + "/" + account;
    }
}
