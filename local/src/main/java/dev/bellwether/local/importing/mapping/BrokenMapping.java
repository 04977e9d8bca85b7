package dev.bellwether.local.importing.mapping;

import dev.bellwether.local.cli.Complaint;
import dev.bellwether.mapping.BrokenDefinition;
import dev.bellwether.mapping.SourcePosition;

/// The mapping file cannot be used; says where and why. Nothing has been sent then.
public final class BrokenMapping extends Complaint {

    BrokenMapping(SourcePosition place, String message) {
        super(place + ": " + message);
    }

    BrokenMapping(BrokenDefinition broken) {
        super(broken.getMessage(), broken);
    }
}
