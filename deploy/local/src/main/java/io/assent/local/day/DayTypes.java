package io.assent.local.day;

import java.util.List;

/** The CloudEvents types that a day may hold: facts for topics, and requests that the player carries to REST. */
public final class DayTypes {
    public static final String COMPANY_ONBOARDING = "io.assent.consent.CompanyOnboarding";
    public static final String NOTICE_PUBLICATION = "io.assent.consent.NoticePublication";
    public static final String CONTACT_REQUEST = "io.assent.consent.ContactRequest";
    public static final String CONTACT_ACCEPTANCE = "io.assent.consent.ContactAcceptance";
    public static final String CONTACT_REFUSAL = "io.assent.consent.ContactRefusal";
    public static final String CONSENT_WITHDRAWAL = "io.assent.consent.ConsentWithdrawal";
    public static final String CONTACT_BLOCK = "io.assent.consent.ContactBlock";
    public static final String CONTACT_UNBLOCK = "io.assent.consent.ContactUnblock";
    public static final String ADS_CHOICE = "io.assent.consent.AdsChoice";
    public static final String NOTIFICATION_REQUEST = "io.assent.notification.NotificationRequest";
    public static final String CHAT_REPLY = "io.assent.notification.ChatReply";
    public static final String DEVICE_CONNECTED = "io.assent.device.Connected";
    public static final String DEVICE_DISCONNECTED = "io.assent.device.Disconnected";
    public static final String PERSON_CHANGED = "io.assent.people.PersonChanged";
    public static final String STATUS_POSTED = "io.assent.status.StatusPosted";
    public static final String STATUS_VIEWED = "io.assent.status.StatusViewed";
    public static final String CAMPAIGN_BOOKING = "io.assent.ad.CampaignBooking";

    /** All of them, in the order in which documents list them. */
    public static final List<String> ALL = List.of(
            COMPANY_ONBOARDING,
            NOTICE_PUBLICATION,
            CONTACT_REQUEST,
            CONTACT_ACCEPTANCE,
            CONTACT_REFUSAL,
            CONSENT_WITHDRAWAL,
            CONTACT_BLOCK,
            CONTACT_UNBLOCK,
            ADS_CHOICE,
            NOTIFICATION_REQUEST,
            CHAT_REPLY,
            DEVICE_CONNECTED,
            DEVICE_DISCONNECTED,
            PERSON_CHANGED,
            STATUS_POSTED,
            STATUS_VIEWED,
            CAMPAIGN_BOOKING);

    private DayTypes() {}
}
