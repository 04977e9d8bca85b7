package dev.bellwether.ingestion.http;

import dev.bellwether.ingestion.validation.AccountName;
import dev.bellwether.ingestion.validation.EventLimits;
import dev.bellwether.ingestion.validation.Reason;
import dev.bellwether.ingestion.validation.Rejection;
import java.util.Optional;

/// Ids of senders that are, or may become, names of accounts.
public final class AccountId {

    private static final int MOST = EventLimits.ACCOUNT.longest();

    private AccountId() {}

    /// The account of a sender's group.
    public static Optional<String> account(String field, Object id) {
        return Members.id(field, id, MOST).map(text -> name(field, text));
    }

    /// A user as the sender names them: a user without a company is an account of that name.
    public static Optional<String> user(String field, Object id) {
        Optional<String> user = Members.id(field, id, MOST);
        user.ifPresent(text -> name(field, text));
        return user;
    }

    private static String name(String field, String id) {
        String name = AccountName.of(id);
        if (name.length() > MOST) {
            throw new Rejection(field, Reason.TOO_LONG, "must have at most " + MOST
                    + " characters as the name of an account, in which every byte that is not visible ASCII takes three");
        }
        return name;
    }
}
