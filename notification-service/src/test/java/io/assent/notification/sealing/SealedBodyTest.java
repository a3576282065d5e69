package io.assent.notification.sealing;

import static io.assent.notification.Sealing.header;
import static io.assent.notification.Sealing.seal;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.jwk.ECKey;
import io.assent.notification.Sealing;
import java.net.URI;
import org.junit.jupiter.api.Test;

class SealedBodyTest {
    private static final ECKey KEY = Sealing.key("k-1");

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

    private static String reason(String body) {
        return SealedBody.check(body, "p-1", "shop") instanceof SealedBody.Check.Refused(String reason, String _)
                ? reason
                : "taken";
    }
}
