package dev.bellwether.chassis.log;

import dev.bellwether.chassis.account.AccountKey;

/// One account cannot be processed; everybody else can.
public final class AccountFailure extends RuntimeException {
    private final AccountKey account;

    public AccountFailure(AccountKey account, String reason, Throwable cause) {
        super(reason, cause);
        this.account = account;
    }

    public AccountKey account() {
        return account;
    }
}
