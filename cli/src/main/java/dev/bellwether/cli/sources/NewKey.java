package dev.bellwether.cli.sources;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.ingestion.v1.NewWriteKey;
import java.io.PrintStream;

/// A write key on the one occasion on which it is shown.
///
/// @param example a command that sends an event with it
record NewKey(String source, KeyView key, String secret, String example) {

    static NewKey of(String source, NewWriteKey made, Connection connection) {
        return new NewKey(source, KeyView.of(made.getKey()), made.getSecret(), "curl -u " + made.getSecret() + ": "
                + connection.url(Service.INGESTION) + "/v1/track -H 'Content-Type: application/json' "
                + "-d '{\"userId\": \"ada\", \"event\": \"Signed In\", \"context\": {\"groupId\": \"globex\"}}'");
    }

    void print(PrintStream out) {
        out.println("The write key of " + source + ", shown this once:");
        out.println();
        out.println("  " + secret);
        out.println();
        out.println("An event with it:");
        out.println();
        out.println("  " + example);
    }
}
