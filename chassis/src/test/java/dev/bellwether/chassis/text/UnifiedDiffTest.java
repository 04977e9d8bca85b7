package dev.bellwether.chassis.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.PatchFailedException;
import dev.bellwether.chassis.text.UnifiedDiff.Side;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/// Expected texts are what `diff -u` of GNU diffutils 3.8 writes, with its times of files left out.
class UnifiedDiffTest {

    private static UnifiedDiff diff(String before, String after) {
        return UnifiedDiff.between(new Side("a", before), new Side("b", after));
    }

    @Test
    void a_changed_line_stands_between_three_lines_on_either_side() {
        UnifiedDiff diff = diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n");

        assertThat(diff.text()).isEqualTo("--- a\n+++ b\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
        assertThat(diff.added()).isEqualTo(1);
        assertThat(diff.removed()).isEqualTo(1);
    }

    @Test
    void equal_texts_have_no_difference() {
        assertThat(diff("title: x\n", "title: x\n").isEmpty()).isTrue();
        assertThat(diff("", "").isEmpty()).isTrue();
    }

    @Test
    void a_text_that_is_new_or_gone_is_compared_with_nothing() {
        assertThat(UnifiedDiff.between(Side.ABSENT, new Side("b", "1\n2\n")).text())
                .isEqualTo("--- /dev/null\n+++ b\n@@ -0,0 +1,2 @@\n+1\n+2\n");
        assertThat(UnifiedDiff.between(new Side("a", "1\n2\n"), Side.ABSENT).text())
                .isEqualTo("--- a\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-1\n-2\n");
    }

    @Test
    void a_last_line_without_a_line_feed_is_another_line_than_one_with_it() {
        assertThat(diff("1\n2", "1\n2\n").text())
                .isEqualTo("--- a\n+++ b\n@@ -1,2 +1,2 @@\n 1\n-2\n\\ No newline at end of file\n+2\n");
    }

    @Test
    void lines_that_look_like_names_of_files_are_counted() {
        UnifiedDiff diff = diff("-- x\n", "++ y\n");

        assertThat(diff.added()).isEqualTo(1);
        assertThat(diff.removed()).isEqualTo(1);
    }

    @Test
    void texts_that_differ_in_too_many_lines_to_compare_all_with_all_are_replaced_as_a_whole() {
        UnifiedDiff diff = diff(numbered("old", 60_000), numbered("new", 60_000));

        assertThat(diff.removed()).isEqualTo(60_000);
        assertThat(diff.added()).isEqualTo(60_000);
    }

    private static String numbered(String word, int lines) {
        return IntStream.range(0, lines).mapToObj(line -> word + line + "\n").collect(Collectors.joining());
    }

    @Property
    void what_is_left_after_applying_it_is_the_second_text(@ForAll @Size(max = 40) List<@IntRange(max = 4) Integer> before,
            @ForAll @Size(max = 40) List<@IntRange(max = 4) Integer> after) throws PatchFailedException {
        List<String> old = before.stream().map(String::valueOf).toList();
        List<String> now = after.stream().map(String::valueOf).toList();

        UnifiedDiff diff = diff(text(old), text(now));

        assertThat(DiffUtils.patch(old, UnifiedDiffUtils.parseUnifiedDiff(diff.text().lines().toList()))).isEqualTo(now);
        assertThat(old.size() + diff.added() - diff.removed()).isEqualTo(now.size());
    }

    private static String text(List<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }
}
