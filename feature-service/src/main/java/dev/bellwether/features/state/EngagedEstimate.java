package dev.bellwether.features.state;

/// Engaged time as [ActiveSlots] show it, added up over people and days.
public final class EngagedEstimate {
    public int personDays;
    public int sessions;
    public int minutes;

    public void reset() {
        personDays = sessions = minutes = 0;
    }

    /// One person's day.
    void add(int sessionsOfDay, int minutesOfDay) {
        personDays++;
        sessions += sessionsOfDay;
        minutes += minutesOfDay;
    }
}
