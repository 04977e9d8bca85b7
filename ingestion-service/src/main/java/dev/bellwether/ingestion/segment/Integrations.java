package dev.bellwether.ingestion.segment;

import java.util.Map;

/// Senders say which of their systems an event is meant for. Ours is called Bellwether.
final class Integrations {

    private Integrations() {}

    static boolean wanted(Object integrations) {
        if (!(integrations instanceof Map<?, ?> map)) {
            return true;
        }
        Object own = map.get("Bellwether");
        return own == null ? !Boolean.FALSE.equals(map.get("All")) : !Boolean.FALSE.equals(own);
    }
}
