package dev.bellwether.features.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bellwether.features.account.AccountRow;
import dev.bellwether.features.account.FoldedAccount;
import dev.bellwether.features.state.ChunkEncoding;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256 over all that is stored of an account: its key, its row, its chunks as bytes.
public final class AccountDigest {

    private AccountDigest() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    static byte[] of(FoldedAccount account) {
        MessageDigest digest = sha256();
        text(digest, account.key().toString());
        AccountRow row = account.row();
        digest.update(ByteBuffer.allocate(13)
                .putInt(row.firstFactDay())
                .putInt(row.lastClosedDay())
                .putInt(row.latestReceivedDay())
                .put((byte) (row.erased() ? 1 : 0))
                .flip());
        text(digest, row.backfill());
        for (int i = 0; i < account.state().size(); i++) {
            byte[] bytes = ChunkEncoding.encode(account.state().chunk(i));
            digest.update(ByteBuffer.allocate(8).putInt(account.state().chunk(i).month()).putInt(bytes.length).flip());
            digest.update(bytes);
        }
        return digest.digest();
    }

    private static void text(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
        digest.update(bytes);
    }
}
