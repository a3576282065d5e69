package io.assent.notification.dispatch;

import java.util.Locale;

/** Why a well-formed message is not delivered; its code is part of the contract. In the order in which the gate asks. */
public enum Suppression {
    UNKNOWN_RECIPIENT("the messenger has told of no such person"),
    BLOCKED("the person blocked the company"),
    CONSENT_WITHDRAWN("the person took the consent back"),
    NO_CONSENT("never asked, asked and not answered, or declined"),
    PURPOSE_NOT_GRANTED("accepted, but not for this category's purpose"),
    TEMPLATE_MISSING("messages of this category name a template"),
    UNKNOWN_TEMPLATE("the company has no such template in this language"),
    TEMPLATE_NOT_APPROVED("the template waits for approval, was rejected or is retired"),
    TEMPLATE_CATEGORY_DIFFERS("the template is of another category"),
    WINDOW_CLOSED("the person has neither written to the company lately nor followed an ad of it"),
    MARKETING_PAUSED("too many people left: the company's marketing rests", true),
    PERSON_MARKETING_CAP("the person has had their marketing messages of all companies for this day", true),
    PAIR_MARKETING_CAP("the person has had this company's marketing messages for this day", true),
    RECIPIENT_TIER_REACHED("the company has reached as many people as its tier allows in a day", true),
    CANCELLED_BY_SENDER("the company cancelled it before it was handed over"),
    CANCELLED_BY_WITHDRAWAL("the person withdrew after it was taken"),
    CANCELLED_BY_BLOCK("the person blocked the company after it was taken"),
    CANCELLED_BY_ERASURE("the person was erased after it was taken"),
    CANCELLED_BY_KEY_REVOCATION("it waited, sealed to nothing but a key that its device has revoked; seal it anew");

    private final String meaning;
    private final boolean retriable;

    Suppression(String meaning) {
        this(meaning, false);
    }

    Suppression(String meaning, boolean retriable) {
        this.meaning = meaning;
        this.retriable = retriable;
    }

    public static Suppression of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String meaning() {
        return meaning;
    }

    /** Whether the same request, under another event id, may be let through later without anybody changing their mind. */
    public boolean retriable() {
        return retriable;
    }
}
