package dev.bellwether.embedded;

import java.io.IOException;

/// A program that chooses ports, names them and keeps them until its input ends.
final class PortChooser {

    private PortChooser() {}

    public static void main(String[] arguments) throws IOException {
        for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
            System.out.println(FreePort.choose());
        }
        System.out.println("chosen");
        while (System.in.read() != -1) {
            // Until it ends.
        }
    }
}
