package io.assent.notification.sealing;

import static io.assent.notification.Sealing.header;
import static io.assent.notification.Sealing.seal;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import io.assent.notification.Sealing;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedBodyTest {
    private static final ECKey KEY = Sealing.key("k-1");
    private static final String EPK =
            new ECKey.Builder(KEY.toPublicJWK()).keyID(null).build().toJSONString();

    @Test
    void takesABodyThatIsSealedToTheRecipientByTheSender() {
        assertThat(SealedBody.check(seal(KEY, "p-1", "shop", "hello"), "p-1", "shop"))
                .isEqualTo(new SealedBody.Check.Sealed("k-1"));
    }

    @Test
    void refusesWhatIsNotSealed() {
        String sealed = seal(KEY, "p-1", "shop", "hello");

        assertThat(reason("your parcel is here")).isEqualTo("not_sealed");
        assertThat(reason("")).isEqualTo("not_sealed");
        assertThat(reason(sealed.substring(0, sealed.lastIndexOf('.')))).isEqualTo("not_sealed");
        assertThat(reason(sealed + ".x")).isEqualTo("not_sealed");
        assertThat(reason("eyJhbGciOiJub25lIn0..aXY.Yg.dGFn")).isIn("not_sealed", "jwe_header_refused");
        String[] parts = sealed.split("\\.", 5);
        assertThat(reason(parts[0] + ".." + "AAAA" + "." + parts[3] + "." + parts[4]))
                .isEqualTo("not_sealed");
        assertThat(reason(parts[0] + "." + parts[1] + "." + parts[2] + "." + parts[3] + ".AAAA"))
                .isEqualTo("not_sealed");
    }

    @Test
    void refusesHeadersThatPointElsewhereOrCompress() {
        assertThat(reason(seal(
                        header(KEY, "p-1", "shop")
                                .compressionAlgorithm(CompressionAlgorithm.DEF)
                                .build(),
                        KEY,
                        "x")))
                .isEqualTo("jwe_header_refused");
        assertThat(reason(seal(
                        header(KEY, "p-1", "shop")
                                .jwkURL(URI.create("https://evil.example"))
                                .build(),
                        KEY,
                        "x")))
                .isEqualTo("jwe_header_refused");
        assertThat(reason(seal(
                        header(KEY, "p-1", "shop")
                                .x509CertURL(URI.create("https://evil.example"))
                                .build(),
                        KEY,
                        "x")))
                .isEqualTo("jwe_header_refused");
        JWEHeader weak = new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A128GCM)
                .keyID("k-1")
                .customParam("to", "p-1")
                .customParam("from", "shop")
                .build();
        assertThat(reason(seal(weak, KEY, "x"))).isEqualTo("jwe_header_refused");
        assertThat(reason(seal(header(KEY, "p-1", "shop").keyID(null).build(), KEY, "x")))
                .isEqualTo("jwe_header_refused");
    }

    @Test
    void refusesAnotherRecipientOrSender() {
        assertThat(reason(seal(KEY, "p-2", "shop", "x"))).isEqualTo("wrong_recipient");
        assertThat(reason(seal(KEY, "p-1", "other", "x"))).isEqualTo("wrong_recipient");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\",\"epk\":EPK,\"kid\":\"k-1\",\"to\":\"p-1\",\"from\":\"shop\",\"crit\":[\"b64\"]}",
                "{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\",\"epk\":EPK,\"kid\":\"k-1\",\"to\":\"p-2\",\"to\":\"p-1\",\"from\":\"shop\"}",
                "{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\",\"epk\":EPK,\"kid\":\"k-1\",\"to\":\"p-1\",\"from\":\"shop\"}{}",
                "{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\",\"epk\":EPK,\"kid\":1,\"to\":\"p-1\",\"from\":\"shop\"}",
                "{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\",\"epk\":EPK,\"kid\":\" \",\"to\":\"p-1\",\"from\":\"shop\"}",
                "{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\",\"epk\":EPK,\"kid\":\"k-1\",\"from\":\"shop\"}",
                "{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\",\"kid\":\"k-1\",\"to\":\"p-1\",\"from\":\"shop\"}",
                "{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\",\"epk\":{\"kty\":\"EC\"},\"kid\":\"k-1\",\"to\":\"p-1\",\"from\":\"shop\"}",
                "{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\",\"epk\":null,\"kid\":\"k-1\",\"to\":\"p-1\",\"from\":\"shop\"}",
                "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"epk\":EPK,\"kid\":\"k-1\",\"to\":\"p-1\",\"from\":\"shop\"}",
                "{\"alg\":",
            })
    void refusesAHeaderThatSaysMoreOrLess(String header) {
        assertThat(reason(withHeader(header.replace("EPK", EPK)))).isEqualTo("jwe_header_refused");
    }

    @Test
    void theSameHeaderWithoutAFaultIsTaken() {
        assertThat(reason(withHeader(
                        "{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\",\"epk\":EPK,\"kid\":\"k-1\",\"to\":\"p-1\",\"from\":\"shop\"}"
                                .replace("EPK", EPK))))
                .isEqualTo("taken");
    }

    @Test
    void theKeyOfAForeignCurveIsRefused() throws Exception {
        ECKey foreign = new ECKeyGenerator(Curve.P_384).keyID("k-1").generate();

        assertThat(reason(seal(foreign, "p-1", "shop", "x"))).isEqualTo("jwe_header_refused");
    }

    private static String withHeader(String header) {
        String sealed = seal(KEY, "p-1", "shop", "hello");
        return Base64URL.encode(header) + sealed.substring(sealed.indexOf('.'));
    }

    private static String reason(String body) {
        return SealedBody.check(body, "p-1", "shop") instanceof SealedBody.Check.Refused(String reason, String _)
                ? reason
                : "taken";
    }
}
