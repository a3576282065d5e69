import { matches } from "../label-selector.js";
import { finding, pods } from "../objects.js";

/** What selects pods selects at least one of them, in its own namespace; what names a port names one that they have. */
export function selectors(objects) {
  const all = pods(objects);
  return objects.flatMap((object) =>
    selectionsOf(object).flatMap(({ where, selector, from, ports = [] }) => {
      const candidates = from ?? all.filter((pod) => pod.namespace === object.metadata.namespace);
      const selected = candidates.filter((pod) => matches(selector, pod.labels));
      if (selected.length === 0) {
        return [finding(object, "selector_matches_nothing", `${where} ${JSON.stringify(selector)}`)];
      }
      return ports
        .filter((port) => !selected.every((pod) => portsOf(pod).some((open) => isPort(open, port))))
        .map((port) => finding(object, "port_matches_nothing", `${port} is not a port of each pod selected`));
    }),
  );
}

function selectionsOf(object) {
  const { kind, spec } = object;
  const own = pods([object]);
  const probed = own.flatMap((pod) => pod.spec.containers.flatMap(probePorts));
  switch (kind) {
    case "Service":
      return [
        {
          where: "spec.selector",
          selector: spec.selector && { matchLabels: spec.selector },
          ports: (spec.ports ?? []).map((port) => port.targetPort ?? port.port),
        },
      ];
    case "PodDisruptionBudget":
      return [{ where: "spec.selector", selector: spec.selector }];
    case "NetworkPolicy":
      return [
        {
          where: "spec.podSelector",
          selector: spec.podSelector,
          ports: (spec.ingress ?? []).flatMap((rule) => rule.ports ?? []).map((port) => port.port),
        },
      ];
    case "Deployment":
      return [
        { where: "spec.selector", selector: spec.selector, from: own, ports: probed },
        ...(spec.template.spec.topologySpreadConstraints ?? []).map((spread) => ({
          where: `topologySpreadConstraints[${spread.topologyKey}]`,
          selector: spread.labelSelector,
          from: own,
        })),
      ];
    default:
      return [];
  }
}

const portsOf = (pod) => pod.spec.containers.flatMap((container) => container.ports ?? []);
const isPort = (open, port) => open.name === port || open.containerPort === port;
const probePorts = (container) =>
  [container.startupProbe, container.readinessProbe, container.livenessProbe]
    .filter((probe) => probe?.httpGet)
    .map((probe) => probe.httpGet.port);
