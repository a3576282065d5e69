package io.assent.local.generate;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

/** Bodies that must be refused: not sealed at all, or sealed with the wrong header, key or recipient. */
final class WrongBodies {
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    /** A point on P-256 (its generator), so that the ephemeral key in the header is a real one. */
    private static final String EPK = """
            {"kty":"EC","crv":"P-256","x":"axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY","y":"T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU"}""".strip();

    private final Random dice;

    WrongBodies(Random dice) {
        this.dice = dice;
    }

    String body(int kind, String company, String user) {
        return switch (kind) {
            case 0 -> "Your parcel has arrived. This text is not sealed.";
            case 1 -> sealed("ECDH-ES", "retired-key", user, company);
            case 2 -> sealed("ECDH-ES", "retired-key", "somebody-else", company);
            case 3 -> sealed("dir", "retired-key", user, company);
            default -> sealed("ECDH-ES", "retired-key", user, company).replaceAll("\\.[^.]*$", "");
        };
    }

    /** Compact JWE by its looks; nobody has the key, and no gate may need it. */
    private String sealed(String alg, String kid, String to, String from) {
        String header = """
                {"alg":"%s","enc":"A256GCM","kid":"%s","to":"%s","from":"%s","epk":%s}""".strip().formatted(alg, kid, to, from, EPK);
        return text(header) + ".." + random(12) + "." + random(48) + "." + random(16);
    }

    private static String text(String value) {
        return URL.encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }

    private String random(int bytes) {
        byte[] value = new byte[bytes];
        dice.nextBytes(value);
        return URL.encodeToString(value);
    }
}
