package io.assent.consent.rest;

import io.assent.base.EventTime;
import io.assent.base.rest.Problem;
import io.assent.consent.contact.ContactCommand;
import io.assent.consent.imports.ImportReport;
import io.assent.consent.imports.ImportReport.RefusedLine;
import io.assent.consent.imports.LineReader;
import io.assent.consent.store.CompanyStore;
import io.assent.consent.store.ConsentAction;
import io.assent.consent.store.ConsentCommand;
import io.assent.consent.store.NoticeStore;
import io.assent.consent.store.Outcome;
import io.assent.consent.store.Stated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/**
 * Decisions that people took before their company came here, with where the proof of each is kept. An operator vouches for
 * them: a company cannot give itself a consent.
 */
@Path("/v1/companies/{company}/contact-imports")
@RolesAllowed("operator")
@RunOnVirtualThread
public class ImportResource {
    private static final String CSV = "text/csv";
    private static final String JSON_LINES = "application/x-ndjson";

    private final Answers answers;
    private final CompanyStore companies;
    private final NoticeStore notices;
    private final EventTime time;

    public ImportResource(Answers answers, CompanyStore companies, NoticeStore notices, EventTime time) {
        this.answers = answers;
        this.companies = companies;
        this.notices = notices;
        this.time = time;
    }

    /** What was read of the lines. */
    private record Checked(List<Integer> numbers, List<ConsentCommand> commands, List<RefusedLine> refused) {}

    /**
     * Each line counts for itself, and the same lines once more change nothing. 200 with the report, whatever is refused; 503
     * when some may not be stored: send them again.
     */
    @POST
    @Consumes({CSV, JSON_LINES})
    @APIResponseSchema(ImportReport.class)
    public Response bringAlong(
            @PathParam("company") @Pattern(regexp = Ids.COMPANY) String company,
            @HeaderParam("Content-Type") MediaType type,
            @HeaderParam("ce-time") @Nullable String ceTime,
            @NotNull String lines) {
        if (!companies.isOnboarded(company)) {
            throw Problem.refused(404, "unknown_company", "this company was not onboarded");
        }
        Instant now = time.ofCall(ceTime);
        Checked checked = checked(company, now, type, lines.split("\n", -1));
        List<Outcome> outcomes = answers.executeEach(checked.commands());
        return answers.reveal(revealed(outcomes), report(company, checked, outcomes));
    }

    private Checked checked(String company, Instant now, MediaType type, String[] lines) {
        boolean csv = type.isCompatible(MediaType.valueOf(CSV));
        LineReader reader = csv
                ? LineReader.ofCsv(lines[0].strip())
                        .orElseThrow(
                                () -> Problem.invalidField("line 1: the heading names unknown columns, or no user"))
                : LineReader.ofJson();
        LineCheck check = new LineCheck(new LineCheck.Notices(notices, company));
        Checked checked = new Checked(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = csv ? 1 : 0; i < lines.length; i++) {
            int number = i + 1;
            if (lines[i].isBlank()) {
                continue;
            }
            switch (reader.read(lines[i].strip()).map(check::check).orElse(LineCheck.MALFORMED)) {
                case LineCheck.Sound(String user, ContactCommand.Import decision) -> {
                    ConsentAction action = new ConsentAction.OnContact(company, decision);
                    checked.numbers().add(number);
                    checked.commands().add(new ConsentCommand("company:" + company, user, action, null, now, null));
                }
                case LineCheck.Refused(String reason, String detail) ->
                    checked.refused().add(new RefusedLine(number, reason, detail));
            }
        }
        return checked;
    }

    private static ImportReport report(String company, Checked checked, List<Outcome> outcomes) {
        List<RefusedLine> refused = new ArrayList<>(checked.refused());
        int imported = 0;
        int unchanged = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            switch (outcomes.get(i)) {
                case Outcome.Decided(var _, boolean changed) when changed -> imported++;
                case Outcome.Decided _ -> unchanged++;
                case Outcome.Refused no ->
                    refused.add(new RefusedLine(checked.numbers().get(i), no.reason(), no.detail()));
            }
        }
        refused.sort(Comparator.comparingInt(RefusedLine::line));
        int lines = checked.commands().size() + checked.refused().size();
        return new ImportReport(company, lines, imported, unchanged, refused);
    }

    private static List<Stated> revealed(List<Outcome> outcomes) {
        List<Stated> states = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            Stated stated = switch (outcome) {
                case Outcome.Decided(Stated decided, var _) -> decided;
                case Outcome.Refused refused -> refused.basis();
            };
            if (stated != null) {
                states.add(stated);
            }
        }
        return states;
    }
}
