package io.assent.consent.rest.page;

import io.assent.base.page.Page;
import io.assent.base.page.SessionCookie;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** Opens a session with a bearer token of the issuer, and ends it. Companies get none: what people decide is not theirs to see. */
@Path("/privacy/session")
@PermitAll
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class SessionPage {
    private static final Set<String> WELCOME = Set.of("person", "device", "operator");

    private final Page page;
    private final SessionCookie cookie;
    private final JWTParser tokens;

    public SessionPage(Page page, SessionCookie cookie, JWTParser tokens) {
        this.page = page;
        this.cookie = cookie;
        this.tokens = tokens;
    }

    /** The way in, also for who has a session already. */
    @GET
    @Operation(hidden = true)
    public Response entrance() {
        return page.whole(200, PrivacyTemplates.entrance(page.sessionEnded(), null));
    }

    @POST
    @Operation(hidden = true)
    public Response open(@RestForm("token") @Nullable String token, @Context UriInfo uri) {
        try {
            JsonWebToken caller = tokens.parse(token == null ? "" : token.strip());
            if (Collections.disjoint(caller.getGroups(), WELCOME)) {
                return page.whole(403, PrivacyTemplates.entrance(false, Refusal.NO_PERSON));
            }
            Instant expiry = Instant.ofEpochSecond(caller.getExpirationTime());
            return Response.seeOther(URI.create("/privacy"))
                    .cookie(cookie.holding(caller.getRawToken(), expiry, uri))
                    .build();
        } catch (ParseException notValid) {
            return page.whole(401, PrivacyTemplates.entrance(false, Refusal.NOT_VALID));
        }
    }

    @POST
    @Path("end")
    @Operation(hidden = true)
    public Response end(@Context UriInfo uri) {
        return Response.seeOther(URI.create("/privacy"))
                .cookie(cookie.ended(uri))
                .build();
    }
}
