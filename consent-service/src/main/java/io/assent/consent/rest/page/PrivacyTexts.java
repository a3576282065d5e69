package io.assent.consent.rest.page;

import io.assent.consent.adschoice.AdsChoice;
import io.assent.consent.contact.ContactChange;
import io.assent.consent.contact.Purpose;
import io.assent.consent.privacy.Standing;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts of the privacy page; {@code messages/privacy_*.properties} holds them in each language. */
@MessageBundle(value = "privacy", locale = "en")
public interface PrivacyTexts {
    String title();

    String lead();

    String summaryAsking(int asking);

    String summaryReaching(long reaching);

    String navOverview();

    String navHistory();

    String signedInAs(String person);

    String askingHeading();

    String contactsHeading();

    String contactsNone();

    @Message
    String standing(Standing standing);

    @Message
    String result(Standing standing);

    @Message
    String hitch(Hitch hitch);

    String asksFor(String name);

    String asksForMore(String name);

    String endsWithAnswer();

    String allowSelected();

    String decline();

    String declineNamed(String name);

    String allow();

    String allowPurpose(String purpose, String name);

    String takeBack();

    String takeBackPurpose(String purpose, String name);

    String takeBackAll();

    String takeBackAllNamed(String name);

    String block();

    String blockNamed(String name);

    String unblock();

    String unblockNamed(String name);

    String blockedText();

    String unblockKeeps();

    String reconsider();

    String allowed();

    String notAllowed();

    String neverAsked();

    String since(String at);

    String notice();

    String noticeVersion(String version);

    String noticeNone();

    String noticeRead();

    String noticeHash();

    String noticeAdults();

    @Message
    String purpose(Purpose purpose);

    @Message
    String purposeText(Purpose purpose);

    String adsHeading();

    String adsLead();

    String adsLegend();

    String adsSave();

    String adsDone();

    String adsMinor();

    String adsMinorChosen();

    @Message
    String ads(AdsChoice choice);

    @Message
    String adsText(AdsChoice choice);

    String recentHeading();

    String recentNone();

    String recentAll();

    String historyTitle();

    String historyLead();

    String historyOlder();

    @Message
    String change(ContactChange change);

    String changeAds();

    String changeAsked();

    String changeAllowed();

    String changeNothing();

    String dataHeading();

    String dataLead();

    String dataExport();

    String stop();

    String stopNamed(String name);

    String stopped();

    String resume();

    String resumeNamed(String name);

    String receipt();

    String receiptNamed(String name);

    String erase();

    String eraseTitle();

    String eraseLead();

    String eraseGone();

    String eraseStays();

    String eraseSure();

    String eraseUnsure();

    String eraseNow();

    String eraseBack();

    String erasedTitle();

    String erasedText();

    String notYetTitle();

    String notYetText();

    String notYetAgain();

    String notYetBack();

    String blockTitle(String name);

    String blockLead();

    String blockUndo();

    String entranceLead();

    String entranceStranger();

    String entranceHint();
}
