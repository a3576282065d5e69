package io.assent.ad.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assent.ad.campaign.Campaign;
import io.assent.ad.campaign.CampaignIndex;
import io.assent.ad.campaign.Creative;
import io.assent.ad.campaign.Targeting;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Campaigns in the database, and all of them in memory for the feeds; what another instance booked is seen in a second. */
@ApplicationScoped
public class CampaignStore {
    private final ObjectMapper json;
    private volatile CampaignIndex index = CampaignIndex.EMPTY;

    public CampaignStore(ObjectMapper json) {
        this.json = json;
    }

    /** How a campaign stands. */
    public record Report(Campaign campaign, long impressions, long spentMicros, long reservedMicros) {}

    private record Definition(List<Creative> creatives, Targeting targeting) {}

    public CampaignIndex index() {
        return index;
    }

    @Transactional
    public void book(Campaign campaign) {
        CampaignEntity entity = new CampaignEntity();
        entity.id = campaign.id();
        entity.company = campaign.company();
        entity.definition = write(new Definition(campaign.creatives(), campaign.targeting()));
        entity.budgetMicros = campaign.budgetMicros();
        entity.cpmMicros = campaign.cpmMicros();
        entity.currency = campaign.currency();
        entity.startsAt = campaign.startsAt();
        entity.endsAt = campaign.endsAt();
        entity.persistAndFlush();
    }

    @Transactional
    public void stop(String id) {
        CampaignEntity.update("stopped = true where id = ?1", id);
    }

    @Transactional
    public Optional<Report> find(String id) {
        return CampaignEntity.<CampaignEntity>findByIdOptional(id)
                .map(entity ->
                        new Report(campaign(entity), entity.impressions, entity.spentMicros, entity.reservedMicros));
    }

    void start(@Observes StartupEvent event) {
        refresh();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    public void refresh() {
        index = new CampaignIndex(CampaignEntity.<CampaignEntity>listAll().stream()
                .map(this::campaign)
                .toList());
    }

    private Campaign campaign(CampaignEntity entity) {
        Definition definition = read(entity.definition);
        return new Campaign(
                entity.id,
                entity.company,
                definition.creatives(),
                definition.targeting(),
                entity.budgetMicros,
                entity.cpmMicros,
                entity.currency,
                entity.startsAt,
                entity.endsAt,
                entity.stopped);
    }

    private String write(Definition definition) {
        try {
            return json.writeValueAsString(definition);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a campaign is always JSON", e);
        }
    }

    private Definition read(String definition) {
        try {
            return json.readValue(definition, Definition.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored campaign is unreadable", e);
        }
    }
}
