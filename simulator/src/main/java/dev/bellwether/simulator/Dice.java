package dev.bellwether.simulator;

import java.util.List;

/// A seeded source of chance (SplitMix64: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", 2014).
/// Everything that is drawn for its own sake has its own dice, named by a path of numbers under the seed, so that one
/// draw more in one place changes nothing elsewhere.
///
/// `StrictMath` throughout: `Math.exp` and its like may differ in the last bit between machines, and a history must not.
final class Dice {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    private Dice(long state) {
        this.state = state;
    }

    static Dice of(long seed) {
        return new Dice(mix(seed));
    }

    static Dice of(long seed, long step) {
        return new Dice(child(seed, step));
    }

    static Dice of(long seed, long step, long furtherStep) {
        return new Dice(child(child(seed, step), furtherStep));
    }

    /// The seed at the end of one step of a path.
    static long child(long seed, long step) {
        return mix(mix(seed) + GOLDEN_GAMMA * (2 * step + 1));
    }

    private static long mix(long value) {
        value = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        value = (value ^ (value >>> 27)) * 0x94d049bb133111ebL;
        return value ^ (value >>> 31);
    }

    private long next() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /// From 0 (included) to 1 (excluded).
    double unit() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    boolean chance(double probability) {
        return unit() < probability;
    }

    double between(double low, double high) {
        return low + (high - low) * unit();
    }

    /// A whole number from `low` to `high`, both included; `low` when there is none.
    int whole(int low, int high) {
        return high <= low ? low : low + (int) (unit() * (high - low + 1L));
    }

    <T> T pick(List<T> choices) {
        return choices.get(whole(0, choices.size() - 1));
    }

    /// Standard normal, by Box and Muller.
    double normal() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit()));
        return radius * StrictMath.cos(2 * StrictMath.PI * unit());
    }

    double normal(double mean, double deviation) {
        return mean + deviation * normal();
    }

    double logNormal(double median, double sigma) {
        return median * StrictMath.exp(sigma * normal());
    }

    /// By Knuth's product of uniforms: meant for means of a few.
    int poisson(double mean) {
        double limit = StrictMath.exp(-mean);
        double product = unit();
        int count = 0;
        while (product > limit) {
            product *= unit();
            count++;
        }
        return count;
    }

    /// Days to the next occurrence of something that happens on average once in this many days.
    int daysUntilNext(double meanDays) {
        return Math.max(1, (int) StrictMath.round(-meanDays * StrictMath.log(1 - unit())));
    }
}
