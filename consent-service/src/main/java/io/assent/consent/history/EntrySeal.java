package io.assent.consent.history;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Entries under the key of their person (AES-256-GCM). Whoever deletes the key has erased them, wherever copies are. A sealed
 * entry belongs to its place: moved to another it does not open.
 */
public final class EntrySeal {
    public static final int KEY_BYTES = 32;
    public static final int NONCE_BYTES = 12;

    private static final int TAG_BITS = 128;

    private EntrySeal() {}

    /**
     * The nonce, then what is encrypted.
     *
     * @param nonce random: places may be given out again after a failover, and a nonce must never be
     */
    public static byte[] seal(byte[] key, byte[] nonce, int shard, long sequence, SaltedEntry entry) {
        try {
            byte[] encrypted =
                    cipher(Cipher.ENCRYPT_MODE, key, nonce, shard, sequence).doFinal(entry.bytes());
            return ByteBuffer.allocate(NONCE_BYTES + encrypted.length)
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /** Empty when it was not sealed under this key for this place, or was changed since. */
    public static Optional<SaltedEntry> open(byte[] key, int shard, long sequence, byte[] sealed) {
        int length = sealed.length - NONCE_BYTES;
        if (key.length != KEY_BYTES || length < SaltedEntry.SALT_BYTES + TAG_BITS / Byte.SIZE) {
            return Optional.empty();
        }
        try {
            byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, shard, sequence);
            return Optional.of(SaltedEntry.of(cipher.doFinal(sealed, NONCE_BYTES, length)));
        } catch (AEADBadTagException notOurs) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, int shard, long sequence)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                .putInt(shard)
                .putLong(sequence)
                .array());
        return cipher;
    }
}
