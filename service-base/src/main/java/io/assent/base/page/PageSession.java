package io.assent.base.page;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.smallrye.jwt.runtime.auth.JsonWebTokenCredential;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * Knows the caller of a page by the cookie that holds their token. It counts under the root of the pages alone: the API
 * takes no cookie, and so nobody can be made to call it by a foreign page. A token that is over makes a stranger, who is
 * shown the way in.
 */
@ApplicationScoped
public class PageSession implements HttpAuthenticationMechanism {
    private final PageConfig config;

    public PageSession(PageConfig config) {
        this.config = config;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        Cookie cookie = context.request().getCookie(SessionCookie.NAME);
        if (cookie == null || !config.covers(context.normalizedPath())) {
            return Uni.createFrom().nullItem();
        }
        var token = new TokenAuthenticationRequest(new JsonWebTokenCredential(cookie.getValue()));
        return identities
                .authenticate(HttpSecurityUtils.setRoutingContextAttribute(token, context))
                .onFailure(AuthenticationFailedException.class)
                .recoverWithNull();
    }

    /** The API's own challenge is the one that callers know. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(TokenAuthenticationRequest.class);
    }
}
