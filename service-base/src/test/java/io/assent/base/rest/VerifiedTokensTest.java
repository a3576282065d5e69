package io.assent.base.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final JWTAuthContextInfo CONTEXT = new JWTAuthContextInfo();

    private final List<String> asked = new ArrayList<>();
    private Instant now = NOON;
    private final InstantSource source = () -> now;
    private final VerifiedTokens tokens = new VerifiedTokens(new Verifier(), source.withZone(ZoneOffset.UTC));

    /** Knows one good token, which is over a minute after noon. */
    private final class Verifier extends JWTCallerPrincipalFactory {
        @Override
        public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context) throws ParseException {
            asked.add(token);
            if (!token.equals("good") || !now.isBefore(NOON.plusSeconds(60))) {
                throw new ParseException("refused");
            }
            JwtClaims claims = new JwtClaims();
            claims.setSubject("p-1");
            claims.setExpirationTime(
                    NumericDate.fromSeconds(NOON.plusSeconds(60).getEpochSecond()));
            return new DefaultJWTCallerPrincipal(token, "JWT", claims);
        }
    }

    @Test
    void aTokenThatWasVerifiedIsNotVerifiedAgain() throws ParseException {
        assertThat(tokens.parse("good", CONTEXT).getSubject()).isEqualTo("p-1");
        assertThat(tokens.parse("good", CONTEXT).getSubject()).isEqualTo("p-1");

        assertThat(asked).containsExactly("good");
    }

    @Test
    void aTokenThatIsOverIsRefusedThoughItWasVerified() throws ParseException {
        tokens.parse("good", CONTEXT);
        now = NOON.plusSeconds(60);

        assertThatThrownBy(() -> tokens.parse("good", CONTEXT)).isInstanceOf(ParseException.class);
    }

    @Test
    void whatWasRefusedIsLookedAtAgain() {
        assertThatThrownBy(() -> tokens.parse("goof", CONTEXT)).isInstanceOf(ParseException.class);
        assertThatThrownBy(() -> tokens.parse("goof", CONTEXT)).isInstanceOf(ParseException.class);

        assertThat(asked).containsExactly("goof", "goof");
    }
}
