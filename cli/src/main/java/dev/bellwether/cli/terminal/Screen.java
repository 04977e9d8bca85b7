package dev.bellwether.cli.terminal;

import dev.bellwether.chassis.text.Printable;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// What is printed for people. Nothing in it acts on their terminal, and what is printed as a line is one: see [Printable]. A text of several
/// lines is printed with `print`, whose line feeds stay. Bytes pass as they are, for what we draw ourselves.
public final class Screen extends PrintStream {

    private static final String END = System.lineSeparator();

    private Screen(OutputStream out) {
        super(out, true, out instanceof PrintStream printing ? printing.charset() : StandardCharsets.UTF_8);
    }

    public static Screen on(PrintStream out) {
        return out instanceof Screen screen ? screen : new Screen(out);
    }

    /// From now on everything that this process prints is harmless.
    public static void install() {
        System.setOut(on(System.out));
        System.setErr(on(System.err));
    }

    @Override
    public void print(String text) {
        super.print(text == null ? "null" : Printable.lines(text.replace(END, "\n")).replace("\n", END));
    }

    @Override
    public void print(Object value) {
        print(String.valueOf(value));
    }

    @Override
    public void print(char character) {
        print(String.valueOf(character));
    }

    @Override
    public void print(char[] characters) {
        print(String.valueOf(characters));
    }

    @Override
    public void println(String text) {
        super.println(text == null ? "null" : Printable.line(text));
    }

    @Override
    public void println(Object value) {
        println(String.valueOf(value));
    }

    @Override
    public void println(char[] characters) {
        println(String.valueOf(characters));
    }
}
