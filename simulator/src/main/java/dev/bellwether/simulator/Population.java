package dev.bellwether.simulator;

import dev.bellwether.ingestion.v1.CompanyType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Who the tenant's customers are. Each block of 40 holds the same mix in an order of its own, so that even a small
/// population has all twelve segments, and what an account is depends on the seed and its place alone.
final class Population {

    /// @param seed of everything that is drawn for the account
    record Place(String id, long seed, CompanyType type, Persona persona) {}

    private record Role(CompanyType type, Persona persona) {}

    private static final List<Role> MIX = mix();

    /// Steps of the simulation's seed.
    private static final int ORDER = 1;
    private static final int ACCOUNT = 2;
    private static final int IDS = 3;

    private final long seed;
    private List<Role> block = List.of();
    private int blockNumber = -1;

    Population(long seed) {
        this.seed = seed;
    }

    Place place(int number) {
        Role role = role(number);
        return new Place(id(number), Dice.child(Dice.child(seed, ACCOUNT), number), role.type(), role.persona());
    }

    private Role role(int number) {
        if (number / MIX.size() != blockNumber) {
            blockNumber = number / MIX.size();
            block = shuffled(Dice.of(seed, ORDER, blockNumber));
        }
        return block.get(number % MIX.size());
    }

    /// Says nothing about the account, and is unique: MurmurHash3's last step is a bijection of 32 bits.
    private String id(int number) {
        int bits = number ^ (int) Dice.child(seed, IDS);
        bits = (bits ^ (bits >>> 16)) * 0x85ebca6b;
        bits = (bits ^ (bits >>> 13)) * 0xc2b2ae35;
        bits ^= bits >>> 16;
        return "acc-%08x".formatted(bits);
    }

    private static List<Role> shuffled(Dice dice) {
        List<Role> roles = new ArrayList<>(MIX);
        for (int last = roles.size() - 1; last > 0; last--) {
            Collections.swap(roles, last, dice.whole(0, last));
        }
        return roles;
    }

    private static List<Role> mix() {
        List<Role> mix = new ArrayList<>();
        add(mix, CompanyType.ENTERPRISE, Persona.STEADY_POWER, 1);
        add(mix, CompanyType.ENTERPRISE, Persona.GROWING_POWER, 1);
        add(mix, CompanyType.ENTERPRISE, Persona.DECLINING, 1);
        add(mix, CompanyType.ENTERPRISE, Persona.DORMANT, 1);
        add(mix, CompanyType.ENTERPRISE, Persona.SLEEPING_GIANT, 1);
        add(mix, CompanyType.ENTERPRISE, Persona.NEWCOMER, 1);
        add(mix, CompanyType.ENTERPRISE, Persona.MODERATE, 3);
        add(mix, CompanyType.ENTERPRISE, Persona.CANCELLED, 1);
        add(mix, CompanyType.SELF_SERVE, Persona.STEADY_POWER, 3);
        add(mix, CompanyType.SELF_SERVE, Persona.GROWING_POWER, 2);
        add(mix, CompanyType.SELF_SERVE, Persona.DECLINING, 2);
        add(mix, CompanyType.SELF_SERVE, Persona.DORMANT, 3);
        add(mix, CompanyType.SELF_SERVE, Persona.SLEEPING_GIANT, 3);
        add(mix, CompanyType.SELF_SERVE, Persona.NEWCOMER, 4);
        add(mix, CompanyType.SELF_SERVE, Persona.MODERATE, 8);
        add(mix, CompanyType.SELF_SERVE, Persona.CANCELLED, 3);
        add(mix, CompanyType.SELF_SERVE, Persona.SILENT, 2);
        return List.copyOf(mix);
    }

    private static void add(List<Role> mix, CompanyType type, Persona persona, int times) {
        mix.addAll(Collections.nCopies(times, new Role(type, persona)));
    }
}
