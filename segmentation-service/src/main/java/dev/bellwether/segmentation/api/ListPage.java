package dev.bellwether.segmentation.api;

import com.google.protobuf.Message;
import dev.bellwether.chassis.names.PageToken;
import java.util.List;
import java.util.function.Function;

/// A page of a list, and the token of the next one: empty exactly when there is no more.
record ListPage<T>(List<T> items, String nextToken) {

    /// @param request  that the page answers
    /// @param found    one more than the page takes, when there are so many
    /// @param position of an item in the list
    static <T> ListPage<T> of(Message request, List<T> found, int size, Function<T, String> position) {
        if (found.size() <= size) {
            return new ListPage<>(found, "");
        }
        List<T> items = found.subList(0, size);
        return new ListPage<>(items, PageToken.of(request, position.apply(items.getLast())));
    }
}
