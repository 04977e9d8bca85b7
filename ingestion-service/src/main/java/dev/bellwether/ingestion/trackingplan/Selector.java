package dev.bellwether.ingestion.trackingplan;

/// Which events a rule is for.
///
/// @param call   as of [ForeignEvent]
/// @param name   of the event, page, screen or CloudEvent; empty for `identify` and `group`, which have none
/// @param prefix whether the name is only the beginning
record Selector(String call, String name, boolean prefix) {

    /// @param written as in `Report Exported`, `com.acme.*` or `*`
    static Selector of(String call, String written) {
        return written.endsWith("*") ? new Selector(call, written.substring(0, written.length() - 1), true)
                : new Selector(call, written, false);
    }

    boolean takes(String other) {
        return prefix ? other.startsWith(name) : other.equals(name);
    }

    /// As in `event Report Exported`.
    @Override
    public String toString() {
        String key = call.equals("track") ? "event" : call;
        return name.isEmpty() && !prefix ? key : key + " " + name + (prefix ? "*" : "");
    }
}
