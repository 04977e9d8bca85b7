package dev.bellwether.ingestion.identity;

import java.time.Instant;
import java.util.Optional;

/// What is known of a person. Of several sayings the one that was made last holds, in whichever order they arrive.
record Person(Optional<Belonging> belonging, Optional<Link> link) {

    static final Person UNKNOWN = new Person(Optional.empty(), Optional.empty());

    /// The account that they were put in.
    record Belonging(String account, Instant at) {}

    /// The user that they are.
    record Link(String user, Instant at) {}

    Person joins(String account, Instant at) {
        boolean overtaken = belonging.isPresent() && belonging.get().at().isAfter(at);
        return overtaken ? this : new Person(Optional.of(new Belonging(account, at)), link);
    }

    Person is(String user, Instant at) {
        boolean overtaken = link.isPresent() && link.get().at().isAfter(at);
        return overtaken ? this : new Person(belonging, Optional.of(new Link(user, at)));
    }
}
