package dev.bellwether.cli.definitions;

import dev.bellwether.chassis.definition.kind.DefinitionId;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.FileErrors;
import dev.bellwether.definitions.v1.Revision;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// What an export has done to a folder. Files are named as within it.
///
/// @param kept       files that have another text, and still do
/// @param undefined files of definitions that there are not
record WrittenFolder(String tenant, String folder, List<String> written, List<String> unchanged, List<String> kept,
        List<String> undefined) {

    /// @param force whether files with another text are replaced
    static WrittenFolder write(String tenant, Path folder, SortedMap<DefinitionId, Revision> inForce, boolean force) {
        WrittenFolder result = new WrittenFolder(tenant, folder.toString(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(),
                new ArrayList<>());
        DefinitionFolder before = exists(folder);
        for (Map.Entry<DefinitionId, Revision> each : inForce.entrySet()) {
            String name = FolderName.file(each.getKey());
            Path file = folder.resolve(name);
            String text = each.getValue().getText();
            if (text.equals(before.texts().get(each.getKey()))) {
                result.unchanged.add(name);
            } else if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !(force && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))) {
                result.kept.add(name);
            } else {
                write(file, text);
                result.written.add(name);
            }
        }
        before.texts().keySet().stream().filter(id -> !inForce.containsKey(id)).map(FolderName::file).forEach(result.undefined::add);
        return result;
    }

    private static DefinitionFolder exists(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new CommandException("The folder " + folder + " cannot be made: " + FileErrors.of(failure) + ".", failure);
        }
        return DefinitionFolder.read(folder);
    }

    private static void write(Path file, String text) {
        try {
            Path kind = file.getParent();
            if (Files.isSymbolicLink(kind)) {
                throw new CommandException("The folder " + kind + " is a link, and links are not followed.");
            }
            Files.createDirectories(kind);
            DefinitionText.write(file, text);
        } catch (IOException failure) {
            throw new CommandException("The file " + file + " cannot be written: " + FileErrors.of(failure) + ".", failure);
        }
    }

    void print(PrintStream out) {
        written.forEach(file -> out.println("Written: " + file));
        kept.forEach(file -> out.println("Left as it is: " + file + " has another text; --force replaces it."));
        undefined.forEach(file -> out.println("No definition: " + file + "; publishing this folder would create it."));
        if (written.isEmpty() && kept.isEmpty()) {
            out.println("Nothing to write: the folder " + folder + " has what is in force.");
        }
    }
}
