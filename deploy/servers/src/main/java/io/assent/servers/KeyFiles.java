package io.assent.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Key pairs in files that only their owner reads. */
final class KeyFiles {
    private KeyFiles() {}

    static KeyPair loadOrCreate(Path directory, String name, String algorithm, @Nullable String curve) {
        Path privateFile = directory.resolve(name + ".private");
        Path publicFile = directory.resolve(name + ".public");
        try {
            if (Files.exists(privateFile) && Files.exists(publicFile)) {
                KeyFactory factory = KeyFactory.getInstance(algorithm);
                return new KeyPair(
                        factory.generatePublic(new X509EncodedKeySpec(read(publicFile))),
                        factory.generatePrivate(new PKCS8EncodedKeySpec(read(privateFile))));
            }
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (curve != null) {
                generator.initialize(new ECGenParameterSpec(curve));
            }
            KeyPair keys = generator.generateKeyPair();
            Files.createDirectories(directory);
            write(privateFile, keys.getPrivate().getEncoded());
            write(publicFile, keys.getPublic().getEncoded());
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot use the key pair " + name + " in " + directory, e);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] read(Path file) throws IOException {
        return Base64.getDecoder().decode(Files.readString(file).strip());
    }

    private static void write(Path file, byte[] encoded) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, base64(encoded) + "\n");
    }
}
