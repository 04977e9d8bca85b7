package dev.bellwether.simulator;

final class Money {

    private Money() {}

    static com.google.type.Money ofCents(long cents) {
        return com.google.type.Money.newBuilder()
                .setCurrencyCode("USD")
                .setUnits(cents / 100)
                .setNanos((int) (cents % 100) * 10_000_000)
                .build();
    }
}
