package io.assent.base.page;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/**
 * Opens a session with a bearer token of the issuer, and ends it. A service says where that is, by {@code @Path}, and in its
 * own words who is welcome. It leads on to pages below its own root and nowhere else.
 */
public abstract class SessionPage {
    private static final Pattern BELOW = Pattern.compile("[a-z0-9-]+(/[a-z0-9-]+)*(\\?[a-z]+=[a-z0-9-]+)?");

    private final Page page;
    private final SessionCookie cookie;
    private final JWTParser tokens;
    private final PageConfig config;
    private final Function<Doorstep, TemplateInstance> entrance;

    protected SessionPage(
            Page page,
            SessionCookie cookie,
            JWTParser tokens,
            PageConfig config,
            Function<Doorstep, TemplateInstance> entrance) {
        this.page = page;
        this.cookie = cookie;
        this.tokens = tokens;
        this.config = config;
        this.entrance = entrance;
    }

    /** The way in, also for who has a session already. */
    @GET
    @PermitAll
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response entrance(@QueryParam("to") @Nullable String to) {
        return shown(200, page.doorstep(), to);
    }

    @POST
    @PermitAll
    @RunOnVirtualThread
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response open(
            @RestForm("token") @Nullable String token, @RestForm("to") @Nullable String to, @Context UriInfo uri) {
        try {
            JsonWebToken caller = tokens.parse(token == null ? "" : token.strip());
            PageConfig.Area area = config.area(page.path()).orElseThrow();
            if (Collections.disjoint(caller.getGroups(), area.roles())) {
                return shown(403, Doorstep.State.STRANGER, to);
            }
            Instant expiry = Instant.ofEpochSecond(caller.getExpirationTime());
            String below = below(to);
            return Response.seeOther(URI.create(below.isEmpty() ? area.root() : area.root() + "/" + below))
                    .cookie(cookie.holding(caller.getRawToken(), expiry, uri))
                    .build();
        } catch (ParseException notValid) {
            return shown(401, Doorstep.State.NOT_VALID, to);
        }
    }

    @POST
    @Path("end")
    @PermitAll
    @RunOnVirtualThread
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response end(@Context UriInfo uri) {
        return Response.seeOther(URI.create(page.root()))
                .cookie(cookie.ended(uri))
                .build();
    }

    private Response shown(int status, Doorstep.State state, @Nullable String to) {
        return page.whole(status, entrance.apply(new Doorstep(state, below(to))));
    }

    private static String below(@Nullable String to) {
        return to != null && BELOW.matcher(to).matches() ? to : "";
    }
}
