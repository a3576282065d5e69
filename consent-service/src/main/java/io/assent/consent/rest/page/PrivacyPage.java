package io.assent.consent.rest.page;

import io.assent.base.page.Doorstep;
import io.assent.base.page.Page;
import io.assent.base.rest.Caller;
import io.assent.consent.privacy.ContactCard;
import io.assent.consent.privacy.Overview;
import io.assent.consent.rest.ContactResource;
import io.assent.consent.rest.ExportResource;
import io.assent.consent.rest.Ids;
import io.assent.consent.rest.PersonReceiptResource;
import io.assent.consent.rest.ProofFile;
import io.assent.consent.rest.page.PersonPages.Lines;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What a person has decided, and the forms to decide otherwise. Without a session it is the way in. */
@Path("/privacy")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class PrivacyPage {
    private final Page page;
    private final Caller caller;
    private final SecurityIdentity identity;
    private final PersonPages pages;
    private final ExportResource exports;
    private final PersonReceiptResource receipts;

    public PrivacyPage(
            Page page,
            Caller caller,
            SecurityIdentity identity,
            PersonPages pages,
            ExportResource exports,
            PersonReceiptResource receipts) {
        this.page = page;
        this.caller = caller;
        this.identity = identity;
        this.pages = pages;
        this.exports = exports;
        this.receipts = receipts;
    }

    /** @param at the company, or {@code ads}, that was just decided on: its card tells the result */
    @GET
    @PermitAll
    @Operation(hidden = true)
    public Response overview(@QueryParam("at") @Nullable String at) {
        if (!page.signedIn()) {
            return page.whole(200, PrivacyTemplates.entrance(new Doorstep(page.doorstep(), "")));
        }
        if (identity.hasRole("operator")) {
            return Response.seeOther(URI.create("/privacy/register")).build();
        }
        Overview overview = pages.overview(caller.person());
        return page.whole(200, PrivacyTemplates.overview(new PrivacyView(overview, at, null)));
    }

    /**
     * Asks whether the company is to be blocked: where a message is shown, this is one step away, and the block one more. Without
     * a session it is the way in, and leads back here.
     */
    @GET
    @Path("block")
    @PermitAll
    @Operation(hidden = true)
    public Response block(@QueryParam("company") @NotNull @Pattern(regexp = Ids.COMPANY) String company) {
        if (!page.signedIn()) {
            return page.whole(
                    200, PrivacyTemplates.entrance(new Doorstep(page.doorstep(), "block?company=" + company)));
        }
        Optional<ContactCard> card = pages.overview(caller.person()).card(company);
        if (card.isPresent() && card.get().blocked()) {
            return Response.seeOther(URI.create("/privacy#contact-" + company)).build();
        }
        String name = card.map(ContactCard::name).orElse(company);
        return page.whole(200, PrivacyTemplates.block(company, name));
    }

    @GET
    @Path("history")
    @RolesAllowed({"person", "device"})
    @Operation(hidden = true)
    public Response history(@QueryParam("before") @DefaultValue("9223372036854775807") long before) {
        Lines lines = pages.history(caller.person(), before);
        return page.whole(200, PrivacyTemplates.history(lines.lines(), lines.olderThan()));
    }

    /** The same file as the API's, for a browser that has a session and no bearer token. */
    @GET
    @Path("export")
    @RolesAllowed({"person", "device"})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response export() {
        return exports.export(caller.person());
    }

    /** The same receipt as the API's, to be checked with {@code ./assent verify}. */
    @GET
    @Path("contacts/{company}/receipt")
    @RolesAllowed({"person", "device"})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public ProofFile.OfReceipt receipt(@PathParam("company") @Pattern(regexp = Ids.COMPANY) String company) {
        return receipts.receipt(new ContactResource.Pair(caller.person(), company));
    }
}
