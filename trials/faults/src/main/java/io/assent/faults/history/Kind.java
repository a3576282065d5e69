package io.assent.faults.history;

/** What a client does. */
public enum Kind {
    /** A company asks for a contact; it changes nothing that is permitted. */
    ASK,
    /** The person accepts. */
    GRANT,
    WITHDRAW,
    BLOCK,
    UNBLOCK,
    /** The value is none or personalised. */
    CHOOSE_ADS,
    /** The value is the message's id. */
    SEND,
    /** A device is handed the message of this value. */
    SHOWN,
    /** A device says that it received the message of this value. */
    RECEIPT,
    /** The results are the companies whose ads the feed carries. */
    FEED,
    /** The results are the impressions that were charged. */
    VIEWS
}
