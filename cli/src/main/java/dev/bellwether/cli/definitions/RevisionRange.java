package dev.bellwether.cli.definitions;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Two revisions that are compared, as in `2..4`.
record RevisionRange(int from, int to) {

    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,8})\\.\\.([1-9]\\d{0,8})");

    static final class Converter implements ITypeConverter<RevisionRange> {

        @Override
        public RevisionRange convert(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw new TypeConversionException("'" + text + "' is not a pair of revisions, as in 2..4");
            }
            return new RevisionRange(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        }
    }
}
