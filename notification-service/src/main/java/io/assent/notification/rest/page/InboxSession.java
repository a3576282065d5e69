package io.assent.notification.rest.page;

import io.assent.base.page.Page;
import io.assent.base.page.PageConfig;
import io.assent.base.page.SessionCookie;
import io.assent.base.page.SessionPage;
import io.smallrye.jwt.auth.principal.JWTParser;
import jakarta.ws.rs.Path;

/** The way in to the inbox, for devices alone: messages are sealed to the key of one. */
@Path("/inbox/session")
public class InboxSession extends SessionPage {
    public InboxSession(Page page, SessionCookie cookie, JWTParser tokens, PageConfig config) {
        super(page, cookie, tokens, config, InboxTemplates::entrance);
    }
}
