package io.assent.notification.rest.page;

import io.assent.notification.dispatch.Category;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts of the inbox; {@code messages/inbox_*.properties} holds them in each language. */
@MessageBundle(value = "inbox", locale = "en")
public interface InboxTexts {
    String title();

    String lead();

    String navPrivacy();

    String noScripts();

    String none();

    @Message
    String category(Category category);

    String mine();

    String shut();

    String block();

    String reply();

    String send();

    String sent();

    String replyRefused();

    String replyKeyless();

    String replyLater();

    String newsOne();

    String newsMany();

    String away();

    String over();

    String replaced();

    String unsupported();

    String notKept();

    String again();

    String hereHeading();

    String hereKept();

    String hereTold();

    String hereSignOut();

    String device();

    String key();

    String forget();

    String forgetTitle();

    String forgetText();

    String forgetNow();

    String forgetBack();

    String forgotten();

    String entranceLead();

    String entranceStranger();

    String entranceHint();
}
