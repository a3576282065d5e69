package io.assent.local.observe;

import java.util.LinkedHashMap;
import java.util.Map;

/** Where those who watch the stack listen. */
public record ObservePorts(int prober, int prometheus, int alertmanager) {

    Map<String, Integer> byName() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("prober", prober);
        ports.put("Prometheus", prometheus);
        ports.put("Alertmanager", alertmanager);
        return ports;
    }
}
