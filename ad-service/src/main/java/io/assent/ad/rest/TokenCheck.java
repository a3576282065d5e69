package io.assent.ad.rest;

import io.assent.ad.feed.AdsChoice;
import io.assent.ad.kafka.ConsentLease;
import io.assent.ad.memory.ConsentMemory;
import io.assent.ad.token.ImpressionToken;
import io.assent.ad.token.TokenSigner;
import io.assent.base.rest.Problem;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the token of an ad that was shown is still good for its viewer, who may have chosen otherwise since. */
@Singleton
public class TokenCheck {
    private static final Duration TOKEN_LIFE = Duration.ofHours(24);

    private final TokenSigner signer;
    private final ConsentLease lease;
    private final ConsentMemory consent;

    public TokenCheck(TokenSigner signer, ConsentLease lease, ConsentMemory consent) {
        this.signer = signer;
        this.lease = lease;
        this.consent = consent;
    }

    /** Choices that were made elsewhere are known here, or the call is refused until they are. */
    void mustKnowChoices() {
        if (!lease.isFresh()) {
            throw Problem.unavailable("the consent log cannot be followed now; repeat the report");
        }
    }

    /** Empty when it is not this viewer's. */
    Optional<ImpressionToken> read(String signed, String viewer) {
        return signer.verify(signed).filter(token -> token.viewer().equals(viewer));
    }

    /** Why it is good for nothing any more; null when it is good. */
    @Nullable
    String refusal(ImpressionToken token, Instant now) {
        if (!now.isBefore(token.issuedAt().plus(TOKEN_LIFE))) {
            return "token_expired";
        }
        boolean refused = consent.choice(token.viewer()) == AdsChoice.NONE
                || consent.blockedBy(token.viewer()).contains(token.company());
        return refused ? "consent_withdrawn" : null;
    }
}
