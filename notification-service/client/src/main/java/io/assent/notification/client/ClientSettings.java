package io.assent.notification.client;

import com.nimbusds.jose.jwk.ECKey;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where and as whom. Make it by {@link #of} and the {@code with} methods.
 *
 * @param service notification-service, such as {@code https://notifications.example}
 * @param company the company's id
 * @param token a bearer token of the company; asked for with each call, so renew it there
 * @param keys the company's private keys, with kids; those that people may have sealed to
 * @param keysKept how long a person's device keys are remembered
 * @param patience how long a call that found no answer, or was asked to come again, is repeated
 * @param answerTimeout of one try
 */
public record ClientSettings(
        URI service,
        String company,
        Supplier<String> token,
        List<ECKey> keys,
        Duration keysKept,
        Duration patience,
        Duration answerTimeout) {
    public ClientSettings {
        keys = List.copyOf(keys);
    }

    /** Without keys of the company; device keys kept for a minute, 30 seconds of patience, 10 for one try. */
    public static ClientSettings of(URI service, String company, Supplier<String> token) {
        return new ClientSettings(
                service,
                company,
                token,
                List.of(),
                Duration.ofMinutes(1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10));
    }

    public ClientSettings withKeys(List<ECKey> otherKeys) {
        return new ClientSettings(service, company, token, otherKeys, keysKept, patience, answerTimeout);
    }

    public ClientSettings withKeysKept(Duration other) {
        return new ClientSettings(service, company, token, keys, other, patience, answerTimeout);
    }

    public ClientSettings withPatience(Duration other) {
        return new ClientSettings(service, company, token, keys, keysKept, other, answerTimeout);
    }

    public ClientSettings withAnswerTimeout(Duration other) {
        return new ClientSettings(service, company, token, keys, keysKept, patience, other);
    }

    /** Without keys and token: this may come into a log. */
    @Override
    public String toString() {
        return "ClientSettings[" + service + ", " + company + "]";
    }
}
