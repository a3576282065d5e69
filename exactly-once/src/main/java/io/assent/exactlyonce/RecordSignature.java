package io.assent.exactlyonce;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Ed25519 over a record's topic, key, CloudEvents attributes and value. Whoever writes barriers may write to the topic;
 * the signature tells the records of its owner from all others.
 */
public final class RecordSignature {
    private static final String HEADER = "assent_signature";
    private static final String ALGORITHM = "Ed25519";
    private static final Set<String> SIGNED = Set.of("ce_id", "ce_source", "ce_type", "ce_time");

    private RecordSignature() {}

    /** @param privateKey PKCS #8, Base64 */
    public static Signer signer(String privateKey) {
        try {
            byte[] encoded = Base64.getDecoder().decode(privateKey);
            return new Signer(KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("not an Ed25519 private key (PKCS #8, Base64)", e);
        }
    }

    /** @param publicKey X.509, Base64 */
    public static Verifier verifier(String publicKey) {
        try {
            byte[] encoded = Base64.getDecoder().decode(publicKey);
            return new Verifier(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("not an Ed25519 public key (X.509, Base64)", e);
        }
    }

    /** Signs records of the topic's owner. */
    public static final class Signer {
        private final PrivateKey key;

        private Signer(PrivateKey key) {
            this.key = key;
        }

        public OutboxRecord sign(OutboxRecord record) {
            try {
                Signature signature = Signature.getInstance(ALGORITHM);
                signature.initSign(key);
                signature.update(content(record.topic(), record.key(), record.value(), record.headers()));
                List<Header> headers = new ArrayList<>(record.headers());
                headers.add(new RecordHeader(HEADER, signature.sign()));
                return new OutboxRecord(record.topic(), record.partition(), record.key(), record.value(), headers);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("cannot sign", e);
            }
        }
    }

    /** Tells the owner's records from foreign ones. */
    public static final class Verifier {
        private final PublicKey key;

        private Verifier(PublicKey key) {
            this.key = key;
        }

        public boolean verify(ConsumerRecord<byte[], byte[]> record) {
            Header header = record.headers().lastHeader(HEADER);
            if (header == null || record.key() == null || record.value() == null) {
                return false;
            }
            try {
                Signature signature = Signature.getInstance(ALGORITHM);
                signature.initVerify(key);
                signature.update(content(record.topic(), record.key(), record.value(), record.headers()));
                return signature.verify(header.value());
            } catch (GeneralSecurityException malformed) {
                return false;
            }
        }
    }

    private static byte[] content(String topic, byte[] key, byte[] value, Iterable<Header> headers) {
        TreeMap<String, byte[]> signed = new TreeMap<>();
        for (Header header : headers) {
            if (SIGNED.contains(header.key())) {
                signed.put(header.key(), header.value());
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(topic);
            write(out, key);
            for (var attribute : signed.entrySet()) {
                out.writeUTF(attribute.getKey());
                write(out, attribute.getValue());
            }
            write(out, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
