package dev.bellwether.chassis.account;

/// One account cannot be processed; all others can.
public final class AccountProcessingException extends RuntimeException {
    private final AccountKey account;

    public AccountProcessingException(AccountKey account, String reason, Throwable cause) {
        super(reason, cause);
        this.account = account;
    }

    public AccountKey account() {
        return account;
    }
}
