package dev.bellwether.cli.definitions;

import dev.bellwether.chassis.definition.kind.DefinitionId;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.definitions.v1.CreateDefinitionRequest;
import dev.bellwether.proto.constraint.FieldConstraints;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a definition is called: `schemes/lifecycle` on the command line, `schemes/lifecycle.yaml` in a folder and
/// `tenants/acme/schemes/lifecycle` in the services.
final class FolderName {

    static final String ENDING = ".yaml";
    static final int LONGEST_ID = FieldConstraints
            .of(CreateDefinitionRequest.getDescriptor(), CreateDefinitionRequest.DEFINITION_ID_FIELD_NUMBER).maxLength();
    static final String FORM = "lower-case letters, digits and hyphens, a letter first, at most " + LONGEST_ID;

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0," + (LONGEST_ID - 1) + "}");
    private static final Pattern NAME = Pattern.compile("([^/]+)/([^/]+?)(?:\\.yaml)?");

    private FolderName() {}

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /// As it is typed, perhaps with the ending that a shell has completed.
    ///
    /// @throws CommandException when no definition is called so
    static DefinitionId typed(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches() || !isId(matcher.group(2))) {
            throw new CommandException("'" + name + "' names no definition: a name is its kind and id, as in schemes/lifecycle.");
        }
        if (OwnedKind.of(matcher.group(1)).isEmpty()) {
            throw new CommandException("There is no kind '" + matcher.group(1) + "'. Kinds: " + OwnedKind.NAMES + ".");
        }
        return new DefinitionId(matcher.group(1), matcher.group(2));
    }

    /// Empty when it is none of a definition of this kind: what a server says may become the name of a file.
    ///
    /// @param parent as in `tenants/acme`
    static Optional<DefinitionId> answered(String parent, OwnedKind kind, String name) {
        String prefix = parent + "/" + kind.collection() + "/";
        return name.startsWith(prefix) && isId(name.substring(prefix.length()))
                ? Optional.of(new DefinitionId(kind.collection(), name.substring(prefix.length())))
                : Optional.empty();
    }

    /// Within a folder, as in `schemes/lifecycle.yaml`.
    static String file(DefinitionId id) {
        return id + ENDING;
    }

    /// Of a name that a service has answered, within a folder.
    static String file(String parent, String name) {
        return name.substring(name.startsWith(parent + "/") ? parent.length() + 1 : 0) + ENDING;
    }
}
