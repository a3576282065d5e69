package io.assent.consent.rest.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts of the way in; {@code messages/entrance_*.properties} holds them in each language. */
@MessageBundle(value = "entrance", locale = "en")
public interface EntranceTexts {
    String title();

    String lead();

    String ended();

    @Message
    String refusal(Refusal refusal);

    String token();

    String tokenHint();

    String signIn();

    String manually();
}
