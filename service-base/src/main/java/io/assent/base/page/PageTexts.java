package io.assent.base.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts of the layout; {@code messages/pages_*.properties} holds them in each language. */
@MessageBundle(value = "pages", locale = "en")
public interface PageTexts {
    String skip();

    String languages();

    String sections();

    String signOut();

    String promise();

    String again();

    String signIn();

    String sessionEnded();

    String tokenNotValid();

    String token();

    String manually();

    @Message
    String failureTitle(Failure failure);

    @Message
    String failureText(Failure failure);
}
