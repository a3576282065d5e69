package io.assent.servers;

import java.nio.file.Path;
import java.security.KeyPair;

/** The Ed25519 key pair with which consent-service signs its events, and by which the gates know them. */
public record ConsentKey(String privateKey, String publicKey) {

    /** The key pair in the directory, made at the first call: PKCS #8 and X.509, Base64. */
    public static ConsentKey in(Path directory) {
        KeyPair keys = KeyFiles.loadOrCreate(directory, "consent", "Ed25519", null);
        return new ConsentKey(
                KeyFiles.base64(keys.getPrivate().getEncoded()),
                KeyFiles.base64(keys.getPublic().getEncoded()));
    }
}
