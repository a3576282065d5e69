package io.assent.faults.cluster;

import io.assent.local.stack.Service;

/**
 * All ports of a cluster, counted from a base.
 *
 * @param base the first of two hundred ports that nobody else uses
 */
public record ClusterPorts(int base) {
    int kafka(int node) {
        return base + node;
    }

    int replication(int node) {
        return replicationBase() + node;
    }

    int replicationBase() {
        return base + 10;
    }

    int controller(int node) {
        return controllerBase() + node;
    }

    int controllerBase() {
        return base + 20;
    }

    int postgres(int server) {
        return base + 30 + server;
    }

    /** @param instance from 1 */
    int service(Service service, int instance) {
        return base + 40 + service.ordinal() * 10 + instance;
    }
}
