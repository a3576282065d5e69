package io.assent.local.cli;

import io.assent.local.observe.ObservePorts;
import picocli.CommandLine.Option;

/** Whether the stack is watched, and where the watchers listen. */
final class ObserveOptions {
    @Option(
            names = "--observe",
            description = "Start the prober, Prometheus and Alertmanager too, with the rules of deploy/observability.")
    private boolean wanted;

    @Option(
            names = "--port-prober",
            paramLabel = "PORT",
            defaultValue = "${env:ASSENT_PORT_PROBER:-8085}",
            description = "Default: ASSENT_PORT_PROBER or 8085.")
    private int prober;

    @Option(
            names = "--port-prometheus",
            paramLabel = "PORT",
            defaultValue = "${env:ASSENT_PORT_PROMETHEUS:-9090}",
            description = "Default: ASSENT_PORT_PROMETHEUS or 9090.")
    private int prometheus;

    @Option(
            names = "--port-alertmanager",
            paramLabel = "PORT",
            defaultValue = "${env:ASSENT_PORT_ALERTMANAGER:-9093}",
            description = "Default: ASSENT_PORT_ALERTMANAGER or 9093.")
    private int alertmanager;

    boolean wanted() {
        return wanted;
    }

    ObservePorts ports() {
        return new ObservePorts(prober, prometheus, alertmanager);
    }
}
