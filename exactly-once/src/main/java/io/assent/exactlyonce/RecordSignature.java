package io.assent.exactlyonce;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.jspecify.annotations.Nullable;

/**
 * Ed25519 over a record's topic, key, CloudEvents attributes and value. Whoever writes barriers may write to the topic;
 * the signature tells the records of its owner from all others. By Bouncy Castle: the JDK's own takes ten
 * times as long (docs/performance.md), and every consent decision is signed once and verified by each reader.
 */
public final class RecordSignature {
    private static final String HEADER = "assent_signature";
    private static final int TOMBSTONE = -1;
    private static final Set<String> SIGNED = Set.of("ce_id", "ce_source", "ce_type", "ce_time");

    private RecordSignature() {}

    /** @param privateKey PKCS #8, Base64 */
    public static Signer signer(String privateKey) {
        try {
            byte[] encoded = Base64.getDecoder().decode(privateKey);
            return new Signer((Ed25519PrivateKeyParameters) PrivateKeyFactory.createKey(encoded));
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("not an Ed25519 private key (PKCS #8, Base64)", e);
        }
    }

    /** @param publicKeys X.509, Base64; several, with commas between them, while the owner changes its key */
    public static Verifier verifier(String publicKeys) {
        try {
            List<Ed25519PublicKeyParameters> keys = new ArrayList<>();
            for (String publicKey : publicKeys.split(",", -1)) {
                byte[] encoded = Base64.getDecoder().decode(publicKey.strip());
                keys.add((Ed25519PublicKeyParameters) PublicKeyFactory.createKey(encoded));
            }
            return new Verifier(List.copyOf(keys));
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("not an Ed25519 public key (X.509, Base64)", e);
        }
    }

    /** Signs records of the topic's owner. */
    public static final class Signer {
        private final Ed25519PrivateKeyParameters key;

        private Signer(Ed25519PrivateKeyParameters key) {
            this.key = key;
        }

        public OutboxRecord sign(OutboxRecord record) {
            byte[] content = content(record.topic(), record.key(), record.value(), record.headers());
            Ed25519Signer signature = new Ed25519Signer();
            signature.init(true, key);
            signature.update(content, 0, content.length);
            List<Header> headers = new ArrayList<>(record.headers());
            headers.add(new RecordHeader(HEADER, signature.generateSignature()));
            return new OutboxRecord(record.topic(), record.partition(), record.key(), record.value(), headers);
        }
    }

    /** Tells the owner's records from foreign ones. */
    public static final class Verifier {
        private final List<Ed25519PublicKeyParameters> keys;

        private Verifier(List<Ed25519PublicKeyParameters> keys) {
            this.keys = keys;
        }

        /** True for tombstones too, when they are signed. */
        public boolean verify(ConsumerRecord<byte[], byte[]> record) {
            Header header = record.headers().lastHeader(HEADER);
            if (header == null || header.value() == null || record.key() == null) {
                return false;
            }
            byte[] content = content(record.topic(), record.key(), record.value(), record.headers());
            return keys.stream().anyMatch(key -> verify(key, content, header.value()));
        }

        private static boolean verify(Ed25519PublicKeyParameters key, byte[] content, byte[] signature) {
            Ed25519Signer verifier = new Ed25519Signer();
            verifier.init(false, key);
            verifier.update(content, 0, content.length);
            return verifier.verifySignature(signature);
        }
    }

    private static byte[] content(String topic, byte[] key, byte @Nullable [] value, Iterable<Header> headers) {
        TreeMap<String, byte[]> signed = new TreeMap<>();
        for (Header header : headers) {
            if (SIGNED.contains(header.key()) && header.value() != null) {
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
            if (value == null) {
                out.writeInt(TOMBSTONE);
            } else {
                write(out, value);
            }
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
