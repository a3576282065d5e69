package io.assent.ad.rest;

import io.assent.ad.campaign.Campaign;
import io.assent.ad.campaign.Creative;
import io.assent.ad.campaign.CreativeKind;
import io.assent.ad.campaign.Targeting;
import io.assent.ad.memory.CompanyMemory;
import io.assent.ad.store.CampaignStore;
import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Campaigns of a company. Amounts in micros; a budget can never be exceeded. */
@Path("/v1/campaigns")
@RolesAllowed({"company", "operator"})
@RunOnVirtualThread
public class CampaignResource {
    private static final Duration COMPANY_PATIENCE = Duration.ofSeconds(2);

    private final Caller caller;
    private final CampaignStore store;
    private final CompanyMemory companies;

    public CampaignResource(Caller caller, CampaignStore store, CompanyMemory companies) {
        this.caller = caller;
        this.store = store;
        this.companies = companies;
    }

    /** A campaign to be booked. */
    public record Booking(
            @NotNull @Pattern(regexp = Ids.PERSON) String campaign,
            @NotNull @Pattern(regexp = Ids.COMPANY) String company,
            @NotEmpty @Size(max = 20) List<@NotNull @Valid BookedCreative> creatives,
            @Positive long budgetMicros,
            @Positive long cpmMicros,
            @Pattern(regexp = "EUR") String currency,
            @Nullable BookedTargeting targeting,
            @NotNull Instant startsAt,
            @NotNull Instant endsAt) {}

    /** kind is photo, text, video or gif. */
    public record BookedCreative(
            @NotNull String kind,
            @NotBlank @Size(max = 200) String headline,
            @Nullable @Size(max = 500) String media) {}

    /** Empty or absent: everybody. */
    public record BookedTargeting(
            @Nullable Set<String> countries,
            @Nullable Set<String> languages,
            @Nullable Set<String> ageBands) {}

    /** How a campaign stands. */
    public record Report(
            String campaign,
            String company,
            long budgetMicros,
            long cpmMicros,
            String currency,
            Instant startsAt,
            Instant endsAt,
            boolean stopped,
            long impressions,
            long clicks,
            long spentMicros,
            long reservedMicros) {
        static Report of(CampaignStore.Report report) {
            Campaign campaign = report.campaign();
            return new Report(
                    campaign.id(),
                    campaign.company(),
                    campaign.budgetMicros(),
                    campaign.cpmMicros(),
                    campaign.currency(),
                    campaign.startsAt(),
                    campaign.endsAt(),
                    campaign.stopped(),
                    report.impressions(),
                    report.clicks(),
                    report.spentMicros(),
                    report.reservedMicros());
        }
    }

    @POST
    public Response book(@NotNull @Valid Booking booking) {
        caller.mustBeCompany(booking.company());
        Campaign campaign = campaign(booking);
        awaitCompany(campaign.company());
        Optional<CampaignStore.Report> existing = store.find(campaign.id());
        if (existing.isPresent()) {
            return same(existing.get(), campaign);
        }
        try {
            store.book(campaign);
        } catch (ConstraintViolationException bookedMeanwhile) {
            return same(store.find(campaign.id()).orElseThrow(), campaign);
        }
        store.refresh();
        return Response.status(201).entity(report(campaign.id())).build();
    }

    @GET
    @Path("{campaign}")
    public Report one(@PathParam("campaign") String id) {
        return report(id);
    }

    /** No feed that is asked for afterwards carries it. */
    @POST
    @Path("{campaign}/stop")
    public Report stop(@PathParam("campaign") String id) {
        report(id);
        store.stop(id);
        store.refresh();
        return report(id);
    }

    private Report report(String id) {
        Report report = store.find(id).map(Report::of).orElseThrow(() -> Problem.notFound("there is no such campaign"));
        caller.mustBeCompany(report.company());
        return report;
    }

    private static Response same(CampaignStore.Report existing, Campaign wanted) {
        Campaign known = existing.campaign();
        boolean same = known.company().equals(wanted.company())
                && known.creatives().equals(wanted.creatives())
                && known.targeting().equals(wanted.targeting())
                && known.budgetMicros() == wanted.budgetMicros()
                && known.cpmMicros() == wanted.cpmMicros()
                && known.startsAt().equals(wanted.startsAt())
                && known.endsAt().equals(wanted.endsAt());
        if (!same) {
            throw Problem.refused(409, "campaign_exists", "a campaign of this id was booked with other terms");
        }
        return Response.ok(Report.of(existing)).build();
    }

    /** A company that was onboarded just now may not have reached this service yet. */
    private void awaitCompany(String company) {
        long deadline = System.nanoTime() + COMPANY_PATIENCE.toNanos();
        while (!companies.knows(company)) {
            if (System.nanoTime() > deadline) {
                throw Problem.refused(403, "unknown_company", "this company was not onboarded");
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private static Campaign campaign(Booking booking) {
        if (!Campaign.hasExactPrice(booking.cpmMicros())) {
            throw Problem.refused(
                    422,
                    "cpm_not_divisible",
                    "cpmMicros is a multiple of 1000, so that one impression has an exact price");
        }
        if (!booking.endsAt().isAfter(booking.startsAt())) {
            throw Problem.invalidField("endsAt is after startsAt");
        }
        List<Creative> creatives = booking.creatives().stream()
                .map(creative -> new Creative(kind(creative.kind()), creative.headline(), creative.media()))
                .toList();
        return new Campaign(
                booking.campaign(),
                booking.company(),
                creatives,
                targeting(booking.targeting()),
                booking.budgetMicros(),
                booking.cpmMicros(),
                "EUR",
                booking.startsAt(),
                booking.endsAt(),
                false);
    }

    private static CreativeKind kind(String code) {
        return CreativeKind.of(code.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> Problem.invalidField("kind is photo, text, video or gif"));
    }

    private static Targeting targeting(@Nullable BookedTargeting booked) {
        return booked == null
                ? new Targeting(Set.of(), Set.of(), Set.of())
                : new Targeting(orEmpty(booked.countries()), orEmpty(booked.languages()), orEmpty(booked.ageBands()));
    }

    private static Set<String> orEmpty(@Nullable Set<String> set) {
        return set == null ? Set.of() : set;
    }
}
