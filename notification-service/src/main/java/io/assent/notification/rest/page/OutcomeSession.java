package io.assent.notification.rest.page;

import io.assent.base.page.Page;
import io.assent.base.page.PageConfig;
import io.assent.base.page.SessionCookie;
import io.assent.base.page.SessionPage;
import io.smallrye.jwt.auth.principal.JWTParser;
import jakarta.ws.rs.Path;

/** The way in for who sends messages, and for operators. */
@Path("/outcomes/session")
public class OutcomeSession extends SessionPage {
    public OutcomeSession(Page page, SessionCookie cookie, JWTParser tokens, PageConfig config) {
        super(page, cookie, tokens, config, OutcomeTemplates::entrance);
    }
}
