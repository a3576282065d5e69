import { matches } from "../label-selector.js";
import { finding, pods } from "../objects.js";

/** As many instances as the overlay promises; where there are several, a budget keeps some and still lets nodes drain. */
export function availability(objects, { promise }) {
  return objects
    .filter((object) => object.kind === "Deployment")
    .flatMap((deployment) => {
      const replicas = deployment.spec.replicas ?? 1;
      if (replicas < promise.serviceReplicas) {
        return [finding(deployment, "too_few_replicas", `${replicas}, but the overlay promises ${promise.serviceReplicas}`)];
      }
      if (deployment.spec.strategy?.rollingUpdate?.maxUnavailable !== 0) {
        return [finding(deployment, "rollout_takes_instances", "rollingUpdate.maxUnavailable must be 0")];
      }
      return replicas === 1 ? [] : budgetFindings(deployment, replicas, objects);
    });
}

function budgetFindings(deployment, replicas, objects) {
  const [pod] = pods([deployment]);
  const budget = objects.find(
    (object) =>
      object.kind === "PodDisruptionBudget" &&
      object.metadata.namespace === pod.namespace &&
      matches(object.spec.selector, pod.labels),
  );
  if (!budget) return [finding(deployment, "missing_disruption_budget", "no PodDisruptionBudget selects its pods")];
  const kept = budget.spec.minAvailable;
  return kept >= 1 && kept < replicas
    ? []
    : [finding(budget, "budget_blocks_drains", `minAvailable ${kept} of ${replicas}: must keep one and let one go`)];
}
