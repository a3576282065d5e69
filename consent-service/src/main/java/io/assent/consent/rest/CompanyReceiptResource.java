package io.assent.consent.rest;

import io.assent.base.rest.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The receipt of a consent for the company that must be able to prove it (GDPR, Article 7(1)). */
@Path("/v1/companies/{company}/contacts/{user}/receipt")
@RolesAllowed({"company", "operator"})
@RunOnVirtualThread
public class CompanyReceiptResource {
    private final Caller caller;
    private final ReceiptAnswers receipts;

    public CompanyReceiptResource(Caller caller, ReceiptAnswers receipts) {
        this.caller = caller;
        this.receipts = receipts;
    }

    /** Of the last acceptance, as long as the consent holds. */
    @GET
    public ProofFile.OfReceipt receipt(@BeanParam @Valid ContactResource.Pair pair) {
        caller.mustBeCompany(pair.company());
        return receipts.of(pair.user(), pair.company());
    }
}
