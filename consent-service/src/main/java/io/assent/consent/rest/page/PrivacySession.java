package io.assent.consent.rest.page;

import io.assent.base.page.Page;
import io.assent.base.page.PageConfig;
import io.assent.base.page.SessionCookie;
import io.assent.base.page.SessionPage;
import io.smallrye.jwt.auth.principal.JWTParser;
import jakarta.ws.rs.Path;

/** The way in to the privacy page. Companies get no session: what people decide is not theirs to see. */
@Path("/privacy/session")
public class PrivacySession extends SessionPage {
    public PrivacySession(Page page, SessionCookie cookie, JWTParser tokens, PageConfig config) {
        super(page, cookie, tokens, config, PrivacyTemplates::entrance);
    }
}
