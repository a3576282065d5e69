package io.assent.consent.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.assent.consent.contact.Audience;
import io.assent.consent.contact.Purpose;
import io.assent.consent.notice.Notice;
import io.assent.consent.notice.Publication;
import io.assent.consent.store.NoticeStore;
import io.assent.consent.store.PublishedNotice;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** What companies tell people before they decide. A published notice never changes; its text is public. */
@Path("/v1/companies/{company}/notices")
@RunOnVirtualThread
public class NoticeResource {
    private final Caller caller;
    private final NoticeStore notices;

    public NoticeResource(Caller caller, NoticeStore notices) {
        this.caller = caller;
        this.notices = notices;
    }

    /** Which notice. */
    public record Place(
            @PathParam("company") @Pattern(regexp = Ids.COMPANY)
            String company,

            @PathParam("version") @Pattern(regexp = Ids.NOTICE_VERSION)
            String version,

            @PathParam("language") @Pattern(regexp = Ids.LANGUAGE)
            String language) {}

    /**
     * What it says.
     *
     * @param audience {@code everybody} (also when it is missing) or {@code adults}: then who is not known to be an adult can
     *     neither be asked nor accept under it ({@code not_an_adult})
     */
    public record Content(
            @NotBlank @Pattern(regexp = Ids.LINE) String title,
            @NotBlank @Pattern(regexp = Ids.TEXT) String text,
            @NotEmpty List<@NotNull String> purposes,
            @NotBlank @Pattern(regexp = Ids.LINE) String controllerContact,
            @NotBlank @Pattern(regexp = Ids.LINE) String retention,
            @NotNull Instant validFrom,
            @Nullable Instant validUntil,
            @Nullable @Min(1) @Max(3650) Integer consentValidDays,
            @Nullable @Pattern(regexp = "everybody|adults") String audience) {

        Notice at(Place place) {
            return new Notice(
                    place.company(),
                    place.version(),
                    place.language(),
                    title,
                    text,
                    Purposes.of(purposes),
                    controllerContact,
                    retention,
                    validFrom,
                    validUntil,
                    consentValidDays,
                    Audience.of(Objects.requireNonNullElse(audience, "")).orElse(Audience.EVERYBODY));
        }
    }

    /**
     * A notice as it is answered.
     *
     * @param text absent in lists
     * @param audience absent for everybody
     * @param hash SHA-256 of the notice as canonical JSON (RFC 8785), without the hash itself
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Answer(
            String company,
            String version,
            String language,
            String title,
            @Nullable String text,
            List<String> purposes,
            String controllerContact,
            String retention,
            Instant validFrom,
            @Nullable Instant validUntil,
            @Nullable Integer consentValidDays,
            @Nullable String audience,
            String hash) {

        static Answer of(PublishedNotice published, boolean withText) {
            Notice notice = published.notice();
            return new Answer(
                    notice.company(),
                    notice.version(),
                    notice.language(),
                    notice.title(),
                    withText ? notice.text() : null,
                    notice.purposes().stream().map(Purpose::code).sorted().toList(),
                    notice.controllerContact(),
                    notice.retention(),
                    notice.validFrom(),
                    notice.validUntil(),
                    notice.consentValidDays(),
                    notice.audience() == Audience.EVERYBODY
                            ? null
                            : notice.audience().code(),
                    published.hash());
        }
    }

    /** All that a company has published, without the texts, oldest first. */
    public record Notices(List<Answer> notices) {}

    /** 201 when it is published; 200 when it was before, word for word. */
    @PUT
    @Path("{version}/{language}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"company", "operator"})
    @APIResponseSchema(Answer.class)
    public Response publish(@BeanParam @Valid Place place, @NotNull @Valid Content content) {
        caller.mustBeCompany(place.company());
        Instant until = content.validUntil();
        if (until != null && !content.validFrom().isBefore(until)) {
            throw Problem.invalidField("validUntil: not after validFrom");
        }
        NoticeStore.Published published = notices.publish(content.at(place))
                .orElseThrow(() -> Problem.refused(404, "unknown_company", "this company was not onboarded"));
        int status = switch (published.publication()) {
            case Publication.New _ -> 201;
            case Publication.Same _ -> 200;
            case Publication.Refused(String reason, String detail) -> throw Problem.refused(409, reason, detail);
        };
        return Response.status(status)
                .entity(Answer.of(published.notice(), true))
                .build();
    }

    @GET
    @Path("{version}/{language}")
    @RolesAllowed({"person", "device", "company", "operator"})
    public Answer one(@BeanParam @Valid Place place) {
        return notices.find(place.company(), place.version(), place.language())
                .map(notice -> Answer.of(notice, true))
                .orElseThrow(() -> Problem.refused(404, "unknown_notice", "there is no such notice"));
    }

    @GET
    @RolesAllowed({"person", "device", "company", "operator"})
    public Notices all(@PathParam("company") @Pattern(regexp = Ids.COMPANY) String company) {
        return new Notices(notices.of(company).stream()
                .map(notice -> Answer.of(notice, false))
                .toList());
    }
}
