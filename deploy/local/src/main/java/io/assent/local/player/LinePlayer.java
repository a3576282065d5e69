package io.assent.local.player;

import io.assent.local.day.DayLine;
import io.assent.local.day.DayTypes;

/** Plays one line as those would of whom it speaks, and returns with its outcome. */
final class LinePlayer {
    private final ConsentLines consent;
    private final NotificationLines notifications;
    private final DeviceLines devices;
    private final StatusLines status;

    LinePlayer(Cast cast, boolean awaitOutcomes, Feeds feeds) {
        this.consent = new ConsentLines(cast);
        this.notifications = new NotificationLines(cast, awaitOutcomes);
        this.devices = new DeviceLines(cast, awaitOutcomes);
        this.status = new StatusLines(cast, feeds);
    }

    Outcome play(DayLine line) throws InterruptedException {
        return switch (line.type()) {
            case DayTypes.COMPANY_ONBOARDING -> consent.onboard(line);
            case DayTypes.NOTICE_PUBLICATION -> consent.publish(line);
            case DayTypes.CONTACT_REQUEST -> consent.request(line);
            case DayTypes.CONTACT_ACCEPTANCE -> consent.decide(line, "accept");
            case DayTypes.CONTACT_REFUSAL -> consent.decide(line, "decline");
            case DayTypes.CONSENT_WITHDRAWAL -> consent.decide(line, "withdraw");
            case DayTypes.CONTACT_BLOCK -> consent.decide(line, "block");
            case DayTypes.CONTACT_UNBLOCK -> consent.decide(line, "unblock");
            case DayTypes.ADS_CHOICE -> consent.chooseAds(line);
            case DayTypes.NOTIFICATION_REQUEST -> notifications.request(line);
            case DayTypes.CHAT_REPLY -> notifications.reply(line);
            case DayTypes.DEVICE_CONNECTED -> devices.connect(line);
            case DayTypes.DEVICE_DISCONNECTED -> devices.disconnect(line);
            case DayTypes.PERSON_CHANGED -> devices.change(line);
            case DayTypes.STATUS_POSTED -> status.post(line);
            case DayTypes.STATUS_VIEWED -> status.view(line);
            case DayTypes.CAMPAIGN_BOOKING -> status.book(line);
            default -> throw new IllegalArgumentException(line.label() + ": nobody plays " + line.type());
        };
    }
}
