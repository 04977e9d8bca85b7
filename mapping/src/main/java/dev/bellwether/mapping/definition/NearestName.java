package dev.bellwether.mapping.definition;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds what was probably meant by a name that is not known.
public final class NearestName {

    private static final int LONGEST = 100;

    private NearestName() {}

    /// The known name that differs least: in case and separators alone, or in up to a third of its letters (inserted, left out, replaced,
    /// or swapped with the next one). Of several as near, the first by alphabet.
    public static Optional<String> of(String written, Collection<String> known) {
        if (written.isEmpty() || written.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream().filter(name -> name.length() <= LONGEST)
                .filter(name -> distance(plain(written), plain(name)) <= Math.max(1, Math.min(written.length(), name.length()) / 3))
                .min(Comparator.<String>comparingInt(name -> distance(plain(written), plain(name)))
                        .thenComparingInt(name -> distance(written, name)).thenComparing(Comparator.naturalOrder()));
    }

    /// Without what people write in different ways: case, and what stands between words.
    public static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /// Optimal string alignment (Damerau and Levenshtein, without edits of what was swapped).
    private static int distance(String left, String right) {
        int[][] distances = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                if (i == 0 || j == 0) {
                    distances[i][j] = i + j;
                    continue;
                }
                boolean same = left.charAt(i - 1) == right.charAt(j - 1);
                int least = Math.min(Math.min(distances[i - 1][j], distances[i][j - 1]) + 1, distances[i - 1][j - 1] + (same ? 0 : 1));
                boolean swapped = i > 1 && j > 1 && left.charAt(i - 1) == right.charAt(j - 2) && left.charAt(i - 2) == right.charAt(j - 1);
                distances[i][j] = swapped ? Math.min(least, distances[i - 2][j - 2] + 1) : least;
            }
        }
        return distances[left.length()][right.length()];
    }
}
