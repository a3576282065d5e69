package io.assent.notification.rest;

import io.assent.base.EventTime;
import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.assent.notification.dispatch.Category;
import io.assent.notification.store.IntakeCheck;
import io.assent.notification.store.IntakeStore;
import io.assent.notification.store.TemplateStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Templates as metadata: a company declares category and language of what it sends often, an operator approves it. The text
 * stays with the company; messages name their template, so that caps and prices hold without anybody reading them.
 */
@Path("/v1/companies/{company}/templates")
@RunOnVirtualThread
public class TemplateResource {
    private final Caller caller;
    private final IntakeStore companies;
    private final TemplateStore store;
    private final EventTime time;

    public TemplateResource(Caller caller, IntakeStore companies, TemplateStore store, EventTime time) {
        this.caller = caller;
        this.companies = companies;
        this.store = store;
        this.time = time;
    }

    /** category is utility, marketing, authentication or chat; it never changes. */
    public record Declaration(@NotNull String category) {}

    /** remark tells the company why. */
    public record Rejection(
            @NotNull @Size(min = 1, max = 500) String remark) {}

    public record Templates(List<TemplateStore.Template> templates) {}

    /**
     * Declares a template, which then waits for approval, also again after a rejection. 409 {@code template_exists} when the id is taken
     * with another category or by a retired template, {@code template_limit_reached} at a thousand.
     */
    @PUT
    @Path("{id}/{language}")
    @RolesAllowed("company")
    public TemplateStore.Template declare(
            @PathParam("company") String company,
            @PathParam("id") @Pattern(regexp = IntakeCheck.NAME) String id,
            @PathParam("language") @Pattern(regexp = IntakeCheck.NAME) String language,
            @NotNull @Valid Declaration declaration) {
        caller.mustBeCompany(company);
        Category category = Category.of(declaration.category())
                .orElseThrow(() -> Problem.invalidField("category is utility, marketing, authentication or chat"));
        if (!companies.knowsCompany(company)) {
            throw Problem.refused(403, "unknown_company", "this company was not onboarded");
        }
        return switch (store.declare(company, id, language, category, time.wall())) {
            case TemplateStore.Declared.Known(TemplateStore.Template template) -> template;
            case TemplateStore.Declared.Taken _ ->
                throw Problem.refused(
                        409, "template_exists", "the id is taken, with another category or by a retired one");
            case TemplateStore.Declared.TooMany _ ->
                throw Problem.refused(409, "template_limit_reached", "a company has a thousand templates");
        };
    }

    @GET
    @RolesAllowed({"company", "operator"})
    public Templates list(@PathParam("company") String company) {
        caller.mustBeCompany(company);
        return new Templates(store.of(company));
    }

    @POST
    @Path("{id}/{language}/approval")
    @RolesAllowed("operator")
    public TemplateStore.Template approve(
            @PathParam("company") String company, @PathParam("id") String id, @PathParam("language") String language) {
        return move(company, id, language, "approved", null);
    }

    @POST
    @Path("{id}/{language}/rejection")
    @RolesAllowed("operator")
    public TemplateStore.Template reject(
            @PathParam("company") String company,
            @PathParam("id") String id,
            @PathParam("language") String language,
            @NotNull @Valid Rejection rejection) {
        return move(company, id, language, "rejected", rejection.remark());
    }

    /** Retires it for ever: messages that name it are refused from now on. */
    @DELETE
    @Path("{id}/{language}")
    @RolesAllowed("company")
    public TemplateStore.Template retire(
            @PathParam("company") String company, @PathParam("id") String id, @PathParam("language") String language) {
        caller.mustBeCompany(company);
        return move(company, id, language, "retired", null);
    }

    private TemplateStore.Template move(
            String company, String id, String language, String state, @Nullable String remark) {
        Optional<TemplateStore.Template> moved = store.move(company, id, language, state, remark, time.wall());
        return moved.orElseThrow(() -> Problem.notFound("the company has no such template, or it was retired"));
    }
}
