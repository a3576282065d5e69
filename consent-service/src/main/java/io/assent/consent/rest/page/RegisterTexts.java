package io.assent.consent.rest.page;

import io.assent.consent.register.Recipient;
import io.assent.consent.register.StoredTable;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts of the record of processing; {@code messages/register_*.properties} holds them in each language. */
@MessageBundle(value = "register", locale = "en")
public interface RegisterTexts {
    String title();

    String lead();

    String people(long people);

    String companies();

    String company();

    String companyName();

    String country();

    String allowedHeading();

    String purpose();

    String count();

    String noticesHeading();

    String noticeVersion();

    String none();

    String storedHeading();

    String table();

    String content();

    String ofPeople();

    String yes();

    String no();

    String keptFor();

    String recipientsHeading();

    @Message
    String recipient(Recipient recipient);

    @Message
    String kept(StoredTable.Kept kept);

    @Message
    String stored(StoredTable table);
}
