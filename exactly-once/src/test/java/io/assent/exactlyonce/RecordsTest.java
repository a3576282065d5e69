package io.assent.exactlyonce;

import static io.assent.exactlyonce.Servers.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

class RecordsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final OutboxRecord RECORD = new OutboxRecord(
            "topic", 3, bytes("key"), bytes("value"), CloudEvent.headers("id-1", "/source", "Type", NOON));

    @Test
    void aBatchComesBackFromItsRowAsItWas() {
        OutboxRecord anywhere = new OutboxRecord("other", null, bytes(""), bytes("v"), List.of());

        List<OutboxRecord> decoded = OutboxCodec.decode(OutboxCodec.encode(List.of(RECORD, anywhere)));

        assertThat(decoded).usingRecursiveComparison().isEqualTo(List.of(RECORD, anywhere));
    }

    @Test
    void theOwnersSignatureCoversKeyAttributesAndValue() throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var signer = RecordSignature.signer(
                Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded()));
        var verifier = RecordSignature.verifier(
                Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()));

        OutboxRecord signed = signer.sign(RECORD);

        assertThat(verifier.verify(received(signed, "key", "value"))).isTrue();
        assertThat(verifier.verify(received(signed, "other", "value"))).isFalse();
        assertThat(verifier.verify(received(signed, "key", "changed"))).isFalse();
        assertThat(verifier.verify(received(RECORD, "key", "value"))).isFalse();
        ConsumerRecord<byte[], byte[]> relabelled = received(signed, "key", "value");
        relabelled.headers().remove("ce_type").add(new RecordHeader("ce_type", bytes("OtherType")));
        assertThat(verifier.verify(relabelled)).isFalse();
    }

    @Test
    void whileTheOwnerChangesItsKeyBothAreGood() throws Exception {
        KeyPair former = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyPair next = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyPair foreign = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var verifier = RecordSignature.verifier(base64(next.getPublic().getEncoded()) + ", "
                + base64(former.getPublic().getEncoded()));

        assertThat(verifier.verify(received(signed(former), "key", "value"))).isTrue();
        assertThat(verifier.verify(received(signed(next), "key", "value"))).isTrue();
        assertThat(verifier.verify(received(signed(foreign), "key", "value"))).isFalse();
    }

    private static OutboxRecord signed(KeyPair keys) {
        return RecordSignature.signer(base64(keys.getPrivate().getEncoded())).sign(RECORD);
    }

    private static String base64(byte[] encoded) {
        return Base64.getEncoder().encodeToString(encoded);
    }

    @Test
    void whatIsNoSignatureIsRefusedAndNotFailedOn() throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var verifier = RecordSignature.verifier(
                Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()));

        for (byte[] signature : new byte[][] {null, new byte[0], new byte[63], new byte[64], new byte[65]}) {
            ConsumerRecord<byte[], byte[]> foreign = received(RECORD, "key", "value");
            foreign.headers().add("assent_signature", signature).add("ce_id", null);
            assertThat(verifier.verify(foreign)).isFalse();
        }
        assertThatThrownBy(() -> RecordSignature.verifier("bm8ga2V5")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RecordSignature.signer("bm8ga2V5")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEventWithoutItsAttributesIsPoison() {
        OutboxRecord bare = new OutboxRecord("topic", 0, bytes("key"), bytes("{}"), List.of());

        assertThatThrownBy(() -> CloudEvent.of(received(bare, "key", "{}")))
                .isInstanceOfSatisfying(
                        PoisonRecordException.class,
                        poison -> assertThat(poison.reason()).isEqualTo("missing_ce_headers"));
        assertThat(CloudEvent.of(received(RECORD, "key", "value")).time()).isEqualTo(NOON);
    }

    private static ConsumerRecord<byte[], byte[]> received(OutboxRecord record, String key, String value) {
        ConsumerRecord<byte[], byte[]> received = new ConsumerRecord<>(record.topic(), 3, 0, bytes(key), bytes(value));
        for (Header header : record.headers()) {
            received.headers().add(header);
        }
        return received;
    }
}
