package dev.bellwether.ingestion.validation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;

/// An account's name out of any text: an account is of visible ASCII characters without '/', and other systems' ids need not
/// be. Every other byte of its UTF-8, and '%' itself, is written as '%' and two capital hexadecimal digits (RFC 3986), so that
/// different ids are different accounts.
public final class AccountName {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private AccountName() {}

    public static String of(String id) {
        if (isPlain(id)) {
            return id;
        }
        StringBuilder name = new StringBuilder(id.length() + 16);
        for (byte octet : id.getBytes(UTF_8)) {
            if (isPlain((char) (octet & 0xff))) {
                name.append((char) octet);
            } else {
                name.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return name.toString();
    }

    /// The id that an account's name was made of, where it was made of one.
    public static String user(String account) {
        byte[] id = new byte[account.length()];
        int length = 0;
        for (int i = 0; i < account.length(); i++) {
            if (account.charAt(i) == '%' && i + 2 < account.length() && HexFormat.isHexDigit(account.charAt(i + 1))
                    && HexFormat.isHexDigit(account.charAt(i + 2))) {
                id[length++] = (byte) HexFormat.fromHexDigits(account, i + 1, i + 3);
                i += 2;
            } else {
                id[length++] = (byte) account.charAt(i);
            }
        }
        return new String(id, 0, length, UTF_8);
    }

    private static boolean isPlain(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (!isPlain(id.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(char c) {
        return c > ' ' && c <= '~' && c != '/' && c != '%';
    }
}
