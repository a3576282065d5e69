package io.assent.notification.client;

/** The service was not reached while patience lasted. Whether a last try arrived is unknown: repeat it under the same key. */
public final class NoAnswerException extends RuntimeException {
    NoAnswerException(Throwable cause) {
        super("notification-service does not answer", cause);
    }
}
