package io.assent.billing.rest;

import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.assent.billing.invoicing.Invoice;
import io.assent.billing.invoicing.InvoiceLine;
import io.assent.billing.invoicing.Statement;
import io.assent.billing.store.AccountStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Statements and invoices, as JSON and as CSV ({@code Accept: text/csv}). A company sees its own account. */
@Path("/v1/accounts")
@RolesAllowed({"company", "operator"})
@RunOnVirtualThread
public class AccountResource {
    private static final String CSV = "text/csv";

    private final Caller caller;
    private final AccountStore store;
    private final Csv csv;

    public AccountResource(Caller caller, AccountStore store, Csv csv) {
        this.caller = caller;
        this.store = store;
        this.csv = csv;
    }

    @GET
    @RolesAllowed("operator")
    public Map<String, List<AccountStore.Balance>> balances() {
        return Map.of("accounts", store.balances());
    }

    /** Days are UTC and both included; amounts in micros. */
    @GET
    @Path("{company}/statement")
    @Produces(MediaType.APPLICATION_JSON)
    public Statement statement(
            @PathParam("company") String company,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        caller.mustBeCompany(company);
        LocalDate first = day(from, "from");
        LocalDate last = day(to, "to");
        if (last.isBefore(first)) {
            throw Problem.invalidField("to is before from");
        }
        return Statement.of(
                company, first, last, store.chargedBefore(company, first), store.days(company, first, last));
    }

    @GET
    @Path("{company}/statement")
    @Produces(CSV)
    public String statementCsv(
            @PathParam("company") String company,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        return csv.write(
                Statement.StatementLine.class, statement(company, from, to).entries());
    }

    /** month is YYYY-MM (UTC, by the time of the delivery or view). */
    @GET
    @Path("{company}/invoices/{month}")
    @Produces(MediaType.APPLICATION_JSON)
    public Invoice invoice(@PathParam("company") String company, @PathParam("month") String month) {
        caller.mustBeCompany(company);
        try {
            YearMonth wanted = YearMonth.parse(month);
            return Invoice.draft(company, wanted, store.month(company, wanted));
        } catch (DateTimeParseException e) {
            throw Problem.invalidField("month is YYYY-MM");
        }
    }

    @GET
    @Path("{company}/invoices/{month}")
    @Produces(CSV)
    public String invoiceCsv(@PathParam("company") String company, @PathParam("month") String month) {
        return csv.write(InvoiceLine.class, invoice(company, month).lines());
    }

    private static LocalDate day(@Nullable String text, String field) {
        try {
            return LocalDate.parse(String.valueOf(text));
        } catch (DateTimeParseException e) {
            throw Problem.invalidField(field + " is YYYY-MM-DD");
        }
    }
}
