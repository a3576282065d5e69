package io.assent.consent.rest;

import io.assent.base.rest.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The receipt of a consent for the person who gave it. */
@Path("/v1/people/{user}/contacts/{company}/receipt")
@RolesAllowed({"person", "device"})
@RunOnVirtualThread
public class PersonReceiptResource {
    private final Caller caller;
    private final ReceiptAnswers receipts;

    public PersonReceiptResource(Caller caller, ReceiptAnswers receipts) {
        this.caller = caller;
        this.receipts = receipts;
    }

    /** Of the last acceptance; to be kept: it stays true, and can be verified, after a withdrawal. */
    @GET
    public ProofFile.OfReceipt receipt(@BeanParam @Valid ContactResource.Pair pair) {
        caller.mustBePerson(pair.user());
        return receipts.of(pair.user(), pair.company());
    }
}
