import { containers, finding } from "../objects.js";

const PROBES = { startupProbe: "/q/health/started", readinessProbe: "/q/health/ready", livenessProbe: "/q/health/live" };

/** Each service is asked the three questions, each at its own address: liveness is never readiness. */
export function probes(objects) {
  return containers(objects)
    .filter(({ owner }) => owner.kind === "Deployment")
    .flatMap(({ owner, container }) =>
      Object.entries(PROBES)
        .filter(([probe, path]) => container[probe]?.httpGet?.path !== path)
        .map(([probe, path]) => finding(owner, "missing_probe", `${container.name} has no ${probe} that asks ${path}`)),
    );
}
