package dev.bellwether.ingestion.identity;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.BinaryOperator;

/// What is known of a person. Of several sayings the last holds, in whichever order they arrive.
///
/// @param alone whether what they have done was recorded under an account of their own, since no company was known in time
record Person(Optional<Belonging> belonging, Optional<Link> link, boolean alone) {

    static final Person UNKNOWN = new Person(Optional.empty(), Optional.empty(), false);

    /// The account that they were put in, by a name of theirs.
    record Belonging(String account, StatementOrder said) {}

    /// The user that they are.
    record Link(String user, StatementOrder said) {}

    static Optional<Belonging> later(Optional<Belonging> one, Optional<Belonging> other) {
        return one.isPresent() && other.isPresent()
                ? Optional.of(BinaryOperator.maxBy(Comparator.comparing(Belonging::said)).apply(one.get(), other.get()))
                : one.or(() -> other);
    }

    Person joins(Belonging joined) {
        return new Person(later(belonging, Optional.of(joined)), link, alone);
    }

    Person is(Link said) {
        boolean overtaken = link.isPresent() && link.get().said().compareTo(said.said()) > 0;
        return overtaken ? this : new Person(belonging, Optional.of(said), alone);
    }

    /// What holds of one who has turned out to be this person holds of them.
    Person inherits(Person former) {
        return new Person(later(belonging, former.belonging), link, alone || former.alone);
    }

    Person isAlone() {
        return new Person(belonging, link, true);
    }
}
