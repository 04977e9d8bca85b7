package dev.bellwether.local.plan;

import dev.bellwether.local.cli.Complaint;
import dev.bellwether.local.cli.FileTrouble;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

final class PlanFile {

    private PlanFile() {}

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException _) {
            throw new Complaint("There is no file " + file + ".");
        } catch (CharacterCodingException failure) {
            throw new Complaint("The file " + file + " is not in UTF-8.", failure);
        } catch (IOException failure) {
            throw new Complaint("The file " + file + " cannot be read: " + FileTrouble.of(failure), failure);
        }
    }
}
