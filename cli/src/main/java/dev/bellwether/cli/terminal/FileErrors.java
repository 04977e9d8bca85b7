package dev.bellwether.cli.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.zip.ZipException;

/// Why a file cannot be read or written, in words: of many kinds Java says the file's name alone, or something of its own.
public final class FileErrors {

    private FileErrors() {}

    public static String of(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "there is no such file or folder";
            case AccessDeniedException _ -> "access to it is denied";
            case FileAlreadyExistsException _ -> "something of that name is there already";
            case NotDirectoryException _ -> "it is no folder";
            case DirectoryNotEmptyException _ -> "the folder is not empty";
            case FileSystemException named when named.getReason() != null -> named.getReason();
            case CharacterCodingException _ -> "it is not in UTF-8";
            case JsonProcessingException _ -> "it is not the JSON that it has to be";
            case EOFException _ -> "it ends too early; is it cut off?";
            case ZipException _ -> "it is no whole gzip file; is it cut off?";
            default -> failure.getMessage() == null ? "reading or writing it fails" : failure.getMessage();
        };
    }
}
