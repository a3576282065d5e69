package io.assent.consent.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.consent.contact.Audience;
import io.assent.consent.contact.ContactCommand;
import io.assent.consent.contact.NoticeTerms;
import io.assent.consent.contact.Purpose;
import io.assent.consent.contact.ShownNotice;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** By its fingerprint a repeated key is recognised, for ever: it must not change from one version of the service to the next. */
class FingerprintTest {
    @Test
    void aRequestReadsAsItDidBeforeNoticesHadAnAudience() {
        NoticeTerms terms = new NoticeTerms(
                new ShownNotice("v1", "en", "abc", 0, Audience.EVERYBODY), Set.of(Purpose.CHAT), Instant.EPOCH, null);
        ConsentAction action =
                new ConsentAction.OnContact("shop", new ContactCommand.Request(Set.of(Purpose.CHAT), terms));

        assertThat(new ConsentCommand("company:shop", "p-1", action, "key", Instant.EPOCH, null).fingerprint())
                .isEqualTo("p-1|OnContact[company=shop, command=Request[purposes=[CHAT],"
                        + " notice=NoticeTerms[notice=ShownNotice[version=v1, language=en, hash=abc, consentValidDays=0],"
                        + " purposes=[CHAT], validFrom=1970-01-01T00:00:00Z, validUntil=null]],"
                        + " shownVersion=OptionalLong.empty]");
    }
}
