package dev.bellwether.ingestion.identity;

/// A person of a tenant: a user by their id, or an anonymous person by their device's id. The two are different persons until they are
/// linked, even with the same id.
///
/// @param person `user:{id}` or `anonymous:{id}`
record PersonKey(String tenant, String person) implements Comparable<PersonKey> {

    private static final String USER = "user:";
    private static final String ANONYMOUS = "anonymous:";

    static PersonKey user(String tenant, String id) {
        return new PersonKey(tenant, USER + id);
    }

    static PersonKey anonymous(String tenant, String id) {
        return new PersonKey(tenant, ANONYMOUS + id);
    }

    boolean isAnonymous() {
        return person.startsWith(ANONYMOUS);
    }

    /// Without its kind.
    String id() {
        return person.substring(person.indexOf(':') + 1);
    }

    /// The order in which rows of persons are locked.
    @Override
    public int compareTo(PersonKey other) {
        int byTenant = tenant.compareTo(other.tenant);
        return byTenant != 0 ? byTenant : person.compareTo(other.person);
    }
}
