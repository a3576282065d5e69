package io.assent.consent.rest.page;

import io.assent.base.EventTime;
import io.assent.base.page.Page;
import io.assent.consent.adschoice.AdsChoice;
import io.assent.consent.contact.ContactCommand;
import io.assent.consent.contact.Purpose;
import io.assent.consent.privacy.ContactCard;
import io.assent.consent.privacy.Overview;
import io.assent.consent.rest.Answers;
import io.assent.consent.store.ConsentAction;
import io.assent.consent.store.ConsentCommand;
import io.assent.consent.store.Outcome;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carries a decision out on the way that the API takes, and shows what came of it: the card as it now is, once everybody
 * can know it; why it was not possible; or that it is not confirmed yet, and nothing beyond.
 */
@Singleton
class DecisionForms {
    private static final int UNAVAILABLE = 503;
    private static final String ADS = "ads";

    private final Answers answers;
    private final PersonPages pages;
    private final EventTime time;

    DecisionForms(Answers answers, PersonPages pages, EventTime time) {
        this.answers = answers;
        this.pages = pages;
        this.time = time;
    }

    /**
     * @param version of the contact that was shown; the yes counts for no other
     * @param purposes to be allowed, given the contact as it is
     */
    Response accept(
            Page page,
            String person,
            String company,
            long version,
            Function<ContactCard, Set<Purpose>> purposes,
            Attempt attempt) {
        return confirmed(page, attempt, () -> {
            Overview before = pages.overview(person);
            Optional<ContactCard> card = before.card(company);
            if (card.isEmpty()) {
                return shown(page, 409, new PrivacyView(before, company, Hitch.CHANGED_MEANWHILE));
            }
            Set<Purpose> chosen = purposes.apply(card.get());
            if (chosen.isEmpty()) {
                return shown(page, 422, new PrivacyView(before, company, Hitch.NOTHING_CHOSEN));
            }
            ContactCommand acceptance = new ContactCommand.Accept(chosen);
            return carriedOut(page, person, new ConsentAction.OnContact(company, acceptance, OptionalLong.of(version)));
        });
    }

    Response decide(Page page, String person, String company, ContactCommand command, Attempt attempt) {
        return confirmed(page, attempt, () -> carriedOut(page, person, onContact(company, command)));
    }

    Response chooseAds(Page page, String person, AdsChoice choice) {
        return confirmed(
                page, Attempt.onAds(choice.code()), () -> carriedOut(page, person, new ConsentAction.OnAds(choice)));
    }

    private interface Step {
        Response take();
    }

    /** What the services could not confirm is not shown as done; nor as undone, for it may have happened. */
    private static Response confirmed(Page page, Attempt attempt, Step step) {
        try {
            return step.take();
        } catch (HttpProblem problem) {
            if (problem.getStatusCode() != UNAVAILABLE) {
                throw problem;
            }
            return page.wantsPart()
                    ? page.part(UNAVAILABLE, PrivacyTemplates.notYetCard(attempt))
                    : page.whole(UNAVAILABLE, PrivacyTemplates.notYet(attempt));
        }
    }

    private Response carriedOut(Page page, String person, ConsentAction action) {
        try {
            Response _ =
                    answers.execute(new ConsentCommand("person:" + person, person, action, null, time.wall(), null));
        } catch (HttpProblem refused) {
            if (refused.getStatusCode() == UNAVAILABLE) {
                throw refused;
            }
            PrivacyView view = new PrivacyView(pages.overview(person), action.counterpart(), hitch(refused));
            return shown(page, refused.getStatusCode(), view);
        }
        return page.wantsPart()
                ? shown(page, 200, new PrivacyView(pages.overview(person), action.counterpart(), null))
                : seeCard(action.counterpart());
    }

    private static Hitch hitch(HttpProblem refused) {
        return switch (String.valueOf(refused.getParameters().get("reason"))) {
            case Outcome.Refused.CHANGED_MEANWHILE -> Hitch.CHANGED_MEANWHILE;
            case "not_an_adult" -> Hitch.NOT_AN_ADULT;
            case "minor" -> Hitch.MINOR;
            default -> Hitch.NOT_POSSIBLE;
        };
    }

    private static ConsentAction onContact(String company, ContactCommand command) {
        return new ConsentAction.OnContact(company, command);
    }

    private static Response shown(Page page, int status, PrivacyView view) {
        @Nullable
        ContactCard card = view.overview().card(String.valueOf(view.at())).orElse(null);
        boolean placed = card != null || view.isAt(ADS);
        return page.wantsPart() && placed
                ? page.part(status, PrivacyTemplates.part(view, card))
                : page.whole(status, PrivacyTemplates.overview(view));
    }

    /** The next GET shows it, and a reload repeats nothing. */
    private static Response seeCard(String counterpart) {
        String place = counterpart.equals(ADS) ? ADS : "contact-" + counterpart;
        return Response.seeOther(UriBuilder.fromPath("/privacy")
                        .queryParam("at", counterpart)
                        .fragment(place)
                        .build())
                .build();
    }
}
