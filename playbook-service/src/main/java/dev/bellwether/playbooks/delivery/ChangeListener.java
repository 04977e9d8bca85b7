package dev.bellwether.playbooks.delivery;

import dev.bellwether.playbooks.v1.RecommendationChanged;

/// Hears of each change of a tenant's recommendations, in the order of the log. Called on the feed's own thread: must
/// return at once.
public interface ChangeListener {
    void changed(RecommendationChanged change);

    /// Changes may have been missed: it hears nothing more.
    void interrupted();
}
