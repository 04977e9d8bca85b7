package dev.bellwether.cli.connection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// The pages of a list, one after the other, as AIP-158 has them: each but the last names the token of the next.
public final class Pages {

    private Pages() {}

    /// @param list asks for the page of a token, which is empty for the first
    /// @param next the token that a page names; empty at the end
    public static <P> void forEach(Function<String, P> list, Function<P, String> next, Consumer<P> work) {
        String token = "";
        do {
            P page = list.apply(token);
            work.accept(page);
            token = next.apply(page);
        } while (!token.isEmpty());
    }

    /// What all pages hold.
    public static <P, T> List<T> all(Function<String, P> list, Function<P, String> next, Function<P, ? extends Collection<T>> items) {
        List<T> all = new ArrayList<>();
        forEach(list, next, page -> all.addAll(items.apply(page)));
        return all;
    }
}
