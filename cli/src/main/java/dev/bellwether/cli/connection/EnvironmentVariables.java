package dev.bellwether.cli.connection;

import java.util.Optional;

/// What the environment says. A variable that is set to nothing is as good as not set.
final class EnvironmentVariables {

    private EnvironmentVariables() {}

    static Optional<String> find(String name) {
        return Optional.ofNullable(System.getenv(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
