package dev.bellwether.segmentation.scheme;

import dev.bellwether.features.v1.Features;
import java.util.stream.Stream;

/// The accounts with which a tenant's scheme is tried when it is checked.
@FunctionalInterface
public interface AccountsToTry {

    AccountsToTry NONE = _ -> Stream.empty();

    /// Their last features, once each. To be closed.
    Stream<Features> of(String tenant);
}
