package io.assent.notification.sealing;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The protected header of a JWE, as far as somebody without the key may believe it. */
sealed interface ProtectedHeader {
    /** Everything that it must say. */
    record Read(String kid, String to, String from) implements ProtectedHeader {}

    record Unreadable(String detail) implements ProtectedHeader {}

    /** All members that are allowed: none that points elsewhere, compresses, or asks to be understood. */
    record Members(
            @Nullable String alg,
            @Nullable String enc,
            @Nullable EphemeralKey epk,
            @Nullable String kid,
            @Nullable String to,
            @Nullable String from,
            @Nullable String typ,
            @Nullable String apu,
            @Nullable String apv) {}

    record EphemeralKey(
            @Nullable String kty,
            @Nullable String crv,
            @Nullable String x,
            @Nullable String y) {
        private static final int COORDINATE_CHARACTERS = 43;

        boolean isOnP256() {
            return "EC".equals(kty) && "P-256".equals(crv) && isCoordinate(x) && isCoordinate(y);
        }

        private static boolean isCoordinate(@Nullable String base64) {
            return base64 != null && base64.length() == COORDINATE_CHARACTERS;
        }
    }

    /** Nothing unknown, nothing twice, nothing behind it, and text where text belongs. */
    ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .withCoercionConfig(
                    LogicalType.Textual,
                    textual -> textual.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build()
            .readerFor(Members.class);

    static ProtectedHeader read(byte[] json) {
        Members members;
        try {
            members = JSON.readValue(json);
        } catch (IOException e) {
            return new Unreadable("the header is a JSON object of alg, enc, epk, kid, to, from and nothing else");
        }
        if (!"ECDH-ES".equals(members.alg()) || !"A256GCM".equals(members.enc())) {
            return new Unreadable("alg is ECDH-ES and enc is A256GCM");
        }
        if (members.epk() == null || !members.epk().isOnP256()) {
            return new Unreadable("epk is a public EC key on P-256");
        }
        if (members.kid() == null || members.kid().isBlank() || members.to() == null || members.from() == null) {
            return new Unreadable("the header names key, recipient and sender");
        }
        return new Read(members.kid(), members.to(), members.from());
    }
}
