package dev.bellwether.proto.constraint;

import dev.bellwether.proto.constraint.FieldViolation.Kind;

/// What a text must keep to.
sealed interface TextRule extends ValueRule {

    /// In code points.
    record Length(int most) implements TextRule {

        @Override
        public boolean holds(Object value) {
            String text = (String) value;
            // A text with no more chars than allowed has no more code points either.
            return text.length() <= most || text.codePointCount(0, text.length()) <= most;
        }

        @Override
        public Kind kind() {
            return Kind.TOO_LONG;
        }

        @Override
        public String message(Object value) {
            return "must have at most " + most + " characters";
        }

        @Override
        public String description() {
            return "at most " + NumberRule.grouped(most) + " characters";
        }
    }

    /// In UTF-8.
    record Bytes(int most) implements TextRule {

        @Override
        public boolean holds(Object value) {
            return bytes(value) <= most;
        }

        private static int bytes(Object value) {
            return ((String) value).getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        }

        @Override
        public Kind kind() {
            return Kind.TOO_LONG;
        }

        @Override
        public String message(Object value) {
            return "has " + bytes(value) + " bytes; at most " + most + " are taken";
        }

        @Override
        public String description() {
            return "at most " + NumberRule.grouped(most) + " bytes";
        }
    }

    /// @param form what the pattern asks for, as the end of the sentence "must be ..."
    record Form(TextPattern pattern, String form) implements TextRule {

        @Override
        public boolean holds(Object value) {
            return pattern.matches((String) value);
        }

        @Override
        public Kind kind() {
            return Kind.MALFORMED;
        }

        @Override
        public String message(Object value) {
            return "must be " + form;
        }

        @Override
        public String description() {
            return form;
        }
    }
}
