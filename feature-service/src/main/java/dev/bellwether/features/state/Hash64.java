package dev.bellwether.features.state;

/// 64 bits that stand for a user's, feature's or product's name in the state: names are counted, never shown from there.
/// Two of a million names share them with a probability of about 3 in 100 million. Stored, so it must never change.
///
/// FNV-1a over the UTF-16 code units, low byte first (Fowler, Noll, Vo: draft-eastlake-fnv), then the finaliser of
/// MurmurHash3 (Appleby), which spreads FNV's weak high bits.
public final class Hash64 {

    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Hash64() {}

    public static long of(String name) {
        long hash = OFFSET_BASIS;
        for (int i = 0; i < name.length(); i++) {
            char unit = name.charAt(i);
            hash = (hash ^ (unit & 0xff)) * PRIME;
            if (unit > 0xff) {
                hash = (hash ^ (unit >>> 8)) * PRIME;
            }
        }
        hash ^= hash >>> 33;
        hash *= 0xff51afd7ed558ccdL;
        hash ^= hash >>> 33;
        hash *= 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
