package dev.bellwether.cli.definitions;

import dev.bellwether.chassis.definition.kind.DefinitionId;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.FileErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A tenant's definitions as files, `<kind>/<id>.yaml`. Hidden files and folders are no part of it, nor are files beside the kinds' folders
/// that are no YAML, as a README is.
///
/// @param path     as it was named on the command line
/// @param texts    of those files that are fit to be looked at
/// @param problems of all others, by file
record DefinitionFolder(Path path, SortedMap<DefinitionId, String> texts, List<FileProblem> problems) {

    /// @throws CommandException when there is no such folder, or it cannot be read
    static DefinitionFolder read(Path path) {
        if (!Files.isDirectory(path)) {
            throw new CommandException(Files.exists(path) ? path + " is no folder." : "There is no folder " + path + ".");
        }
        DefinitionFolder folder = new DefinitionFolder(path, new TreeMap<>(), new ArrayList<>());
        for (Path entry : visible(path)) {
            folder.take(entry);
        }
        folder.problems.sort(null);
        return folder;
    }

    /// @throws CommandException when there is nothing in it, which is hardly meant
    static DefinitionFolder readSome(Path path) {
        DefinitionFolder folder = read(path);
        if (folder.texts.isEmpty() && folder.problems.isEmpty()) {
            throw new CommandException("The folder " + path + " has no definition. There is one file for each, as in "
                    + path.resolve("schemes/lifecycle.yaml") + "; './bellwether definitions export --into " + path
                    + "' writes those that are in force.");
        }
        return folder;
    }

    private void take(Path entry) {
        String name = entry.getFileName().toString();
        if (!Files.isDirectory(entry)) {
            if (isYaml(name)) {
                problems.add(FileProblem.error(name, 0, 0, "A definition lies in the folder of its kind.",
                        OwnedKind.NAMES + ", as in schemes/lifecycle.yaml"));
            }
            return;
        }
        Optional<OwnedKind> kind = OwnedKind.of(name);
        if (kind.isEmpty()) {
            visible(entry).stream().map(file -> file.getFileName().toString()).filter(DefinitionFolder::isYaml)
                    .forEach(file -> problems.add(FileProblem.error(name + "/" + file, 0, 0, "There is no kind '" + name + "'.",
                            OwnedKind.NAMES)));
        } else if (Files.isSymbolicLink(entry)) {
            problems.add(FileProblem.error(name, "It is a link, and links are not followed."));
        } else {
            visible(entry).forEach(file -> take(kind.get(), file));
        }
    }

    private void take(OwnedKind kind, Path file) {
        String name = file.getFileName().toString();
        String shown = kind.collection() + "/" + name;
        String id = name.endsWith(FolderName.ENDING) ? name.substring(0, name.length() - FolderName.ENDING.length()) : "";
        // What a pull request links to may be anything of the machine that checks it.
        if (Files.isSymbolicLink(file)) {
            problems.add(FileProblem.error(shown, "It is a link, and links are not followed."));
        } else if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            problems.add(FileProblem.error(shown, "It is no file. A definition lies directly in the folder of its kind."));
        } else if (!FolderName.isId(id)) {
            problems.add(FileProblem.error(shown, 0, 0, "The name of the file is no id with .yaml behind it; an id is " + FolderName.FORM
                    + ".", better(name).map(right -> kind.collection() + "/" + right).orElse("")));
        } else {
            try {
                texts.put(new DefinitionId(kind.collection(), id), DefinitionText.read(file));
            } catch (UnfitText unfit) {
                problems.add(FileProblem.error(shown, unfit.line(), unfit.column(), unfit.getMessage(), ""));
            } catch (IOException failure) {
                problems.add(FileProblem.error(shown, "It cannot be read: " + FileErrors.of(failure) + "."));
            }
        }
    }

    /// What the file was probably to be called.
    private static Optional<String> better(String name) {
        String id = name.toLowerCase(Locale.ROOT).replaceAll("\\.ya?ml$", "").replaceAll("[^a-z0-9]+", "-").replaceAll("^[0-9-]+|-+$", "");
        return isYaml(name) && FolderName.isId(id) ? Optional.of(id + FolderName.ENDING) : Optional.empty();
    }

    private static boolean isYaml(String name) {
        return name.toLowerCase(Locale.ROOT).matches(".*\\.ya?ml");
    }

    private static List<Path> visible(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith(".")).sorted().toList();
        } catch (IOException failure) {
            throw new CommandException("The folder " + folder + " cannot be read: " + FileErrors.of(failure) + ".", failure);
        }
    }
}
