package io.assent.ad.campaign;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All campaigns, by the countries that they are for, in the order in which they are offered. Immutable: swapped as a whole. */
public final class CampaignIndex {
    public static final CampaignIndex EMPTY = new CampaignIndex(List.of());

    private final Map<String, List<Campaign>> byCountry = new HashMap<>();
    private final List<Campaign> everywhere = new ArrayList<>();
    private final Map<String, Campaign> byId = new HashMap<>();

    public CampaignIndex(Collection<Campaign> campaigns) {
        List<Campaign> sorted = campaigns.stream().sorted(Campaign.BY_PRICE).toList();
        for (Campaign campaign : sorted) {
            byId.put(campaign.id(), campaign);
            campaign.targeting().countries().forEach(country -> byCountry.put(country, new ArrayList<>()));
        }
        for (Campaign campaign : sorted) {
            if (campaign.targeting().countries().isEmpty()) {
                everywhere.add(campaign);
                byCountry.values().forEach(list -> list.add(campaign));
            } else {
                campaign.targeting()
                        .countries()
                        .forEach(country -> listOf(country).add(campaign));
            }
        }
    }

    /** Campaigns that may be shown in a country, the best price first. */
    public List<Campaign> in(String country) {
        return listOf(country);
    }

    public Collection<Campaign> all() {
        return byId.values();
    }

    private List<Campaign> listOf(String country) {
        return byCountry.getOrDefault(country, everywhere);
    }
}
