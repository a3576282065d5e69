package io.assent.consent.rest.page;

import io.assent.base.page.Page;
import io.assent.consent.register.Processing;
import io.assent.consent.store.ProcessingReader;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The record of processing (GDPR, Art. 30), made from what is stored at this moment. */
@Path("/privacy/register")
@RolesAllowed("operator")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class RegisterPage {
    private final Page page;
    private final ProcessingReader reader;

    public RegisterPage(Page page, ProcessingReader reader) {
        this.page = page;
        this.reader = reader;
    }

    @CheckedTemplate(basePath = "register")
    static class Templates {
        static native TemplateInstance register(Processing processing);
    }

    @GET
    @Operation(hidden = true)
    public Response register() {
        return page.whole(200, Templates.register(reader.read()));
    }
}
