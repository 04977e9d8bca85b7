package dev.bellwether.cli.definitions;

import dev.bellwether.cli.connection.Service;
import java.util.Optional;
import java.util.stream.Stream;

/// The kinds of definitions, and which service owns each.
enum OwnedKind {
    SCHEMES("schemes", Service.SEGMENTATION);

    /// For help texts and errors.
    static final String NAMES = "schemes";

    private final String collection;
    private final Service owner;

    OwnedKind(String collection, Service owner) {
        this.collection = collection;
        this.owner = owner;
    }

    static Optional<OwnedKind> of(String collection) {
        return Stream.of(values()).filter(kind -> kind.collection.equals(collection)).findFirst();
    }

    /// As it stands in names and is the folder's name, as in `schemes`.
    String collection() {
        return collection;
    }

    Service owner() {
        return owner;
    }
}
