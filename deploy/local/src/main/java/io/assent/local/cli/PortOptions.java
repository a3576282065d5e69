package io.assent.local.cli;

import io.assent.local.stack.Ports;
import picocli.CommandLine.Option;

/** Ports, each by option, by environment, or as documented. */
final class PortOptions {
    @Option(
            names = "--port-consent",
            paramLabel = "PORT",
            defaultValue = "${env:ASSENT_PORT_CONSENT:-8081}",
            description = "Default: ASSENT_PORT_CONSENT or 8081.")
    private int consent;

    @Option(
            names = "--port-notification",
            paramLabel = "PORT",
            defaultValue = "${env:ASSENT_PORT_NOTIFICATION:-8082}",
            description = "Default: ASSENT_PORT_NOTIFICATION or 8082.")
    private int notification;

    @Option(
            names = "--port-billing",
            paramLabel = "PORT",
            defaultValue = "${env:ASSENT_PORT_BILLING:-8083}",
            description = "Default: ASSENT_PORT_BILLING or 8083.")
    private int billing;

    @Option(
            names = "--port-ad",
            paramLabel = "PORT",
            defaultValue = "${env:ASSENT_PORT_AD:-8084}",
            description = "Default: ASSENT_PORT_AD or 8084.")
    private int ad;

    @Option(
            names = "--port-kafka",
            paramLabel = "PORT",
            defaultValue = "${env:ASSENT_PORT_KAFKA:-19092}",
            description = "Default: ASSENT_PORT_KAFKA or 19092.")
    private int kafka;

    @Option(
            names = "--port-postgres",
            paramLabel = "PORT",
            defaultValue = "${env:ASSENT_PORT_POSTGRES:-15432}",
            description = "Default: ASSENT_PORT_POSTGRES or 15432.")
    private int postgres;

    Ports ports() {
        return new Ports(consent, notification, billing, ad, kafka, postgres);
    }
}
