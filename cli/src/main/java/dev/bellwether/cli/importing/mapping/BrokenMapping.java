package dev.bellwether.cli.importing.mapping;

import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.mapping.BrokenDefinition;
import dev.bellwether.mapping.SourcePosition;

/// The mapping file cannot be used; says where and why. Nothing has been sent then.
public final class BrokenMapping extends CommandException {

    BrokenMapping(SourcePosition place, String message) {
        super(place + ": " + message);
    }

    BrokenMapping(BrokenDefinition broken) {
        super(broken.getMessage(), broken);
    }
}
