package io.assent.local.stack;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout from which the launcher runs. */
public final class Home {
    private Home() {}

    /** {@code ASSENT_HOME}, or the folder above the launcher's own code that holds the services. */
    public static Path find() {
        String told = System.getenv("ASSENT_HOME");
        if (told != null) {
            return Path.of(told).toAbsolutePath();
        }
        for (Path at = code(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("consent-service")) && Files.isDirectory(at.resolve("deploy"))) {
                return at;
            }
        }
        throw new IllegalStateException("cannot find the services; set ASSENT_HOME to the folder of the checkout");
    }

    /** The rate card of billing-service, which the oracle reads as data. */
    public static Path rateCard() {
        return find().resolve("billing-service/src/main/resources/rate-card.csv");
    }

    private static Path code() {
        try {
            return Path.of(Home.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
