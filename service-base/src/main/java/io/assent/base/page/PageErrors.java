package io.assent.base.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Says in words, under the root of the pages, what the API says in problem documents; and takes nothing but forms. */
public class PageErrors {
    private static final int FIRST_ERROR = 400;
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final PageConfig config;
    private final Page page;

    public PageErrors(PageConfig config, Page page) {
        this.config = config;
        this.page = page;
    }

    @CheckedTemplate(basePath = "pages")
    static class Templates {
        static native TemplateInstance failure(Failure failure);
    }

    /** The token against foreign pages is looked for in forms alone; a body of another type, or of none, would slip through. */
    @ServerRequestFilter
    public @Nullable Response onlyForms(ContainerRequestContext request, RoutingContext context) {
        return !READING.contains(request.getMethod())
                        && !isForm(request.getMediaType())
                        && config.covers(context.normalizedPath())
                ? Response.status(Response.Status.UNSUPPORTED_MEDIA_TYPE).build()
                : null;
    }

    @ServerResponseFilter
    public void explain(ContainerResponseContext response, RoutingContext context) {
        if (response.getStatus() >= FIRST_ERROR && !isPage(response) && config.covers(context.normalizedPath())) {
            Failure failure = Failure.of(response.getStatus());
            Response told = page.whole(response.getStatus(), Templates.failure(failure));
            response.getHeaders().putAll(told.getHeaders());
            response.setEntity(told.getEntity());
        }
    }

    /** Wildcards would count as compatible. */
    private static boolean isForm(@Nullable MediaType type) {
        MediaType form = MediaType.APPLICATION_FORM_URLENCODED_TYPE;
        return type != null
                && form.getType().equals(type.getType())
                && form.getSubtype().equals(type.getSubtype());
    }

    private static boolean isPage(ContainerResponseContext response) {
        MediaType type = response.getMediaType();
        return type != null && type.isCompatible(MediaType.TEXT_HTML_TYPE);
    }
}
