package dev.bellwether.features.calculation;

import dev.bellwether.features.peers.PeerReference;
import dev.bellwether.features.state.AccountState;
import dev.bellwether.features.state.Days;
import dev.bellwether.features.testing.Facts;
import dev.bellwether.features.v1.Features;
import java.time.LocalDate;

/// The features of an account that has no peers.
final class Calculated {

    private Calculated() {}

    static Features on(String day, Facts facts) {
        AccountState state = new AccountState();
        facts.events().forEach(state::add);
        return new FeatureCalculation().at(state, Days.of(LocalDate.parse(day))).features(PeerReference.NONE);
    }
}
