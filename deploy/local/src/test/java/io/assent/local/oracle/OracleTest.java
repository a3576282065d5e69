package io.assent.local.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assent.local.day.DayLine;
import io.assent.local.outcome.Charge;
import io.assent.local.outcome.DayOutcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OracleTest {
    private static final String PURPOSES = "\"purposes\":[\"notifications.utility\",\"chat\"]";
    private static final String NOTICE =
            "'company':'shop','version':'1','language':'en','validFrom':'2026-01-01T00:00:00Z'," + PURPOSES;
    private static final String UNDER_NOTICE = ",'noticeVersion':'1','language':'en'";
    private static final Prices PRICES = new Prices(List.of(
            "effective_from,market,category,price_micros,currency,rule_id",
            "2025-01-01,DE,utility,50000,EUR,a",
            "2025-01-01,*,utility,40000,EUR,b",
            "2026-04-01,DE,utility,60000,EUR,c",
            "2025-01-01,*,chat,0,EUR,d",
            "2025-01-01,*,setup,0,EUR,e"));

    private final List<DayLine> lines = new ArrayList<>();

    OracleTest() {
        say("08:00", "consent.CompanyOnboarding", "'company':'shop','name':'Shop','country':'DE','vatId':'DE1'");
        say("08:00", "consent.NoticePublication", NOTICE);
        person("p-1", "p-2");
    }

    @Test
    void deliversAndChargesWhatIsAllowed() {
        accept();
        say("09:00", "device.Connected", "'user':'p-1'");
        String id = send("10:00", "utility");

        DayOutcome out = play();

        assertThat(out.messages()).containsEntry("shop/" + id, "delivered");
        assertThat(out.charges()).containsEntry("shop utility DE 50000", new Charge(1, 50_000));
    }

    @Test
    void chargesWhereThePersonWasWhenTheMessageWasLetThrough() {
        accept();
        send("10:00", "utility");
        say(
                "10:05",
                "people.PersonChanged",
                "'user':'p-1','country':'FR','language':'fr','ageBand':'adult','contacts':[],'version':2");
        say("10:10", "device.Connected", "'user':'p-1'");

        assertThat(play().charges()).containsEntry("shop utility DE 50000", new Charge(1, 50_000));
    }

    @Test
    void suppressesWhatNobodyAllowed() {
        String id = send("10:00", "utility");

        assertThat(play().messages()).containsEntry("shop/" + id, "suppressed no_consent");
    }

    @Test
    void suppressesAPurposeThatWasNotGranted() {
        accept();
        String id = send("10:00", "marketing");

        assertThat(play().messages()).containsEntry("shop/" + id, "suppressed purpose_not_granted");
    }

    @Test
    void cancelsWhatWaitsWhenThePersonBlocks() {
        accept();
        String id = send("10:00", "utility");
        say("10:05", "consent.ContactBlock", "'user':'p-1','company':'shop'");
        say("10:10", "device.Connected", "'user':'p-1'");

        assertThat(play().messages()).containsEntry("shop/" + id, "suppressed cancelled_by_block");
    }

    @Test
    void expiresWhatWaitsTooLong() {
        accept();
        String id = "m1";
        say("10:00", "notification.NotificationRequest", id, request("utility") + ",'ttlSeconds':60");
        say("10:01", "device.Connected", "'user':'p-1'");

        assertThat(play().messages()).containsEntry("shop/" + id, "expired");
    }

    @Test
    void chargesThePriceOfTheDayOfDelivery() {
        accept();
        send("10:00", "utility");
        sayAt("2026-04-01T00:00:00Z", "device.Connected", "c", "'user':'p-1'");

        assertThat(play().charges()).containsEntry("shop utility DE 60000", new Charge(1, 60_000));
    }

    @Test
    void countsTheSameRequestOnceAndRefusesAnotherUnderItsId() {
        accept();
        say("09:00", "device.Connected", "'user':'p-1'");
        say("10:00", "notification.NotificationRequest", "m1", request("utility"));
        say("10:01", "notification.NotificationRequest", "m1", request("utility"));
        say("10:02", "notification.NotificationRequest", "m1", request("utility") + ",'ttlSeconds':60");

        DayOutcome out = play();

        assertThat(out.charges().get("shop utility DE 50000")).isEqualTo(new Charge(1, 50_000));
        assertThat(out.refusals().values()).containsExactly("idempotency_key_reused");
    }

    @Test
    void refusesABodyThatIsNotSealed() {
        say(
                "10:00",
                "notification.NotificationRequest",
                "'company':'shop','user':'p-1','category':'utility','sealed':['hello']");

        assertThat(play().refusals().values()).containsExactly("not_sealed");
    }

    @Test
    void anOldYesThatComesAgainDoesNotUndoAWithdrawal() {
        accept();
        say("09:00", "consent.ConsentWithdrawal", "'user':'p-1','company':'shop'");
        say("09:01", "consent.ContactAcceptance", "yes", "'user':'p-1','company':'shop'," + PURPOSES);
        String id = send("10:00", "utility");

        assertThat(play().messages()).containsEntry("shop/" + id, "suppressed consent_withdrawn");
    }

    @Test
    void whoDeclinesIsNotAskedAgainSoonAndMayStillSayYes() {
        ask("08:10");
        say("08:20", "consent.ContactRefusal", "'user':'p-1','company':'shop'");
        ask("08:30");
        say("08:40", "consent.ContactAcceptance", "'user':'p-1','company':'shop'," + PURPOSES);
        say("09:00", "device.Connected", "'user':'p-1'");
        String id = send("10:00", "utility");

        DayOutcome out = play();

        assertThat(out.refusals().values()).containsExactly("declined_recently");
        assertThat(out.messages()).containsEntry("shop/" + id, "delivered");
    }

    @Test
    void aRequestKeepsToItsNotice() {
        String pair = "'company':'shop','user':'p-1',";
        say("08:10", "consent.ContactRequest", pair + PURPOSES + UNDER_NOTICE.replace("'1'", "'2'"));
        say("08:11", "consent.ContactRequest", pair + "'purposes':['notifications.marketing']" + UNDER_NOTICE);
        sayAt("2025-12-31T08:12:00Z", "consent.ContactRequest", "early", pair + PURPOSES + UNDER_NOTICE);

        assertThat(play().refusals().values())
                .containsExactly("unknown_notice", "purpose_not_in_notice", "notice_not_valid");
    }

    @Test
    void aRequestOfLongAgoIsNotAnsweredAnyMore() {
        ask("08:10");
        sayAt("2026-04-30T08:10:00Z", "consent.ContactAcceptance", "late", "'user':'p-1','company':'shop'," + PURPOSES);

        assertThat(play().refusals().values()).containsExactly("request_expired");
    }

    @Test
    void putsTheDearestCampaignAfterTheThirdPostAndChargesItOnce() {
        posts(4);
        campaign("cheap", 2_000_000, 10_000);
        campaign("dear", 3_000_000, 10_000);
        say("08:30", "consent.AdsChoice", "'user':'p-1','choice':'contextual'");
        say("12:00", "status.StatusViewed", "v", "'viewer':'p-1','watched':4");
        say("12:01", "status.StatusViewed", "v", "'viewer':'p-1','watched':4");

        DayOutcome out = play();

        assertThat(out.feeds().values()).contains("s4 s3 s2 *dear s1");
        assertThat(out.campaigns())
                .containsEntry("dear", new Charge(1, 3_000))
                .containsEntry("cheap", new Charge(0, 0));
    }

    @Test
    void showsNoAdsToWhoDidNotChooseThem() {
        posts(4);
        campaign("dear", 3_000_000, 10_000);
        say("12:00", "status.StatusViewed", "'viewer':'p-1','watched':4");

        assertThat(play().feeds().values()).containsExactly("s4 s3 s2 s1");
    }

    @Test
    void whoIsKnownAsAMinorCannotChooseAProfileAndKeepsTheFormerChoice() {
        posts(4);
        campaign("dear", 3_000_000, 10_000);
        say("08:30", "consent.AdsChoice", "'user':'p-1','choice':'contextual'");
        age("minor", 3);
        age("adult", 2);
        say("08:41", "consent.AdsChoice", "'user':'p-1','choice':'personalised'");
        say("12:00", "status.StatusViewed", "'viewer':'p-1','watched':4");

        DayOutcome out = play();

        assertThat(out.refusals().values()).containsExactly("minor");
        assertThat(out.feeds().values()).containsExactly("s4 s3 s2 *dear s1");
    }

    @Test
    void ofWhomTheAgeIsNotKnownMayChooseAProfile() {
        age("unknown", 2);
        say("08:41", "consent.AdsChoice", "'user':'p-1','choice':'personalised'");

        assertThat(play().refusals()).isEmpty();
    }

    @Test
    void stopsACampaignWhoseBudgetIsSpent() {
        posts(4);
        campaign("dear", 3_000_000, 3_000);
        say("08:30", "consent.AdsChoice", "'user':'p-1','choice':'contextual'");
        say("12:00", "status.StatusViewed", "'viewer':'p-1','watched':9");
        say("12:01", "status.StatusViewed", "'viewer':'p-1','watched':9");

        assertThat(play().feeds().values()).containsExactlyInAnyOrder("s4 s3 s2 *dear s1", "s4 s3 s2 s1");
    }

    private void accept() {
        ask("08:10");
        say("08:20", "consent.ContactAcceptance", "yes", "'user':'p-1','company':'shop'," + PURPOSES);
    }

    private void ask(String time) {
        say(time, "consent.ContactRequest", "'company':'shop','user':'p-1'," + PURPOSES + UNDER_NOTICE);
    }

    private void person(String id, String contact) {
        say(
                "08:01",
                "people.PersonChanged",
                "'user':'%s','country':'DE','language':'de','ageBand':'adult','contacts':['%s'],'version':1"
                        .formatted(id, contact));
    }

    private void age(String band, int version) {
        say(
                "08:40",
                "people.PersonChanged",
                "'user':'p-1','country':'DE','language':'de','ageBand':'%s','contacts':['p-2'],'version':%d"
                        .formatted(band, version));
    }

    private void posts(int count) {
        for (int i = 1; i <= count; i++) {
            say("11:0" + i, "status.StatusPosted", "'postId':'s%d','author':'p-2','kind':'text'".formatted(i));
        }
    }

    private void campaign(String id, long cpmMicros, long budgetMicros) {
        say(
                "08:02",
                "ad.CampaignBooking",
                ("'campaign':'%s','company':'shop','creatives':[],'budgetMicros':%d,'cpmMicros':%d,'targeting':{},"
                                + "'startsAt':'2026-03-31T00:00:00Z','endsAt':'2026-04-01T00:00:00Z'")
                        .formatted(id, budgetMicros, cpmMicros));
    }

    private String send(String time, String category) {
        say(time, "notification.NotificationRequest", "m1", request(category));
        return "m1";
    }

    private static String request(String category) {
        return "'company':'shop','user':'p-1','category':'%s','text':'hello'".formatted(category);
    }

    private void say(String time, String type, String data) {
        say(time, type, "e" + lines.size(), data);
    }

    private void say(String time, String type, String id, String data) {
        sayAt("2026-03-31T" + time + ":00Z", type, id, data);
    }

    private void sayAt(String time, String type, String id, String data) {
        String event = "{'id':'%s','type':'io.assent.%s','time':'%s','data':{%s}}"
                .formatted(id, type, time, data)
                .replace('\'', '"');
        try {
            lines.add(DayLine.of(lines.size() + 1, new ObjectMapper().readTree(event)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(event, e);
        }
    }

    private DayOutcome play() {
        return new Oracle(PRICES).after(lines);
    }
}
