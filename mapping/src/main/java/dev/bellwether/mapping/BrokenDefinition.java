package dev.bellwether.mapping;

/// A definition that a user has written is invalid; says where and why.
public final class BrokenDefinition extends RuntimeException {

    private final transient SourcePosition place;
    private final String problem;

    public BrokenDefinition(SourcePosition place, String problem) {
        super(place + ": " + problem);
        this.place = place;
        this.problem = problem;
    }

    public SourcePosition place() {
        return place;
    }

    /// Without the place.
    public String problem() {
        return problem;
    }
}
