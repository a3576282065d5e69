package io.assent.notification.rest.page;

import io.assent.notification.dispatch.Suppression;
import io.assent.notification.outcome.OutcomeStatus;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts of the sender's page; {@code messages/outcomes_*.properties} holds them in each language. */
@MessageBundle(value = "outcomes", locale = "en")
public interface OutcomeTexts {
    String title();

    String lead(String company);

    String navFigures();

    String navMessage();

    String navDeadLetters();

    @Message
    String span(Span span);

    String spans();

    String live();

    String still();

    String goOn();

    String nothing();

    String noScripts();

    String wayHeading();

    String timesHeading();

    String reasonsHeading();

    String figuresHeading();

    @Message
    String status(OutcomeStatus status);

    @Message
    String reason(Suppression suppression);

    String step();

    String all();

    String time();

    String reasonColumn();

    String meaning();

    String passes();

    String staysSo();

    String messages();

    String messageLead();

    String messageId();

    String lookUp();

    String messageMissing();

    String eventId();

    String user();

    String category();

    String template();

    String statusColumn();

    String dueAt();

    String expiresAt();

    String lifeHeading();

    String unknownTime();

    String deadTitle();

    String deadLead();

    String deadLeadAll();

    String waitingHeading();

    String waitingNone();

    String waitingLetters(long letters);

    String replayLead();

    String from();

    String to();

    String replay();

    String replayed();

    String replayedNothing();

    String taken();

    String repeated();

    String refused();

    String gone();

    String waits();

    String more();

    String lettersHeading();

    String lettersNone();

    String onlyReason(String reason);

    String allReasons();

    String older();

    String company();

    String detail();

    String place();

    String refusedAt();

    String state();

    String entranceLead();

    String entranceStranger();

    String entranceHint();
}
