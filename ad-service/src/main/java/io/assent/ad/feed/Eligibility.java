package io.assent.ad.feed;

import io.assent.ad.campaign.Campaign;
import java.time.Instant;
import java.util.Set;

/** Whether a campaign may be shown to a viewer. The choice gates before anything else. */
public final class Eligibility {
    private Eligibility() {}

    public static boolean isEligible(
            Campaign campaign, Viewer viewer, AdsChoice choice, Set<String> blockedCompanies, Instant now) {
        return viewer.effective(choice) != AdsChoice.NONE
                && !blockedCompanies.contains(campaign.company())
                && campaign.runsAt(now)
                && campaign.suitsContext(viewer.country(), viewer.language())
                && suitsProfile(campaign, viewer, choice);
    }

    private static boolean suitsProfile(Campaign campaign, Viewer viewer, AdsChoice choice) {
        return viewer.effective(choice) == AdsChoice.PERSONALISED
                ? campaign.suitsAge(viewer.ageBand())
                : !campaign.targetsAge();
    }
}
