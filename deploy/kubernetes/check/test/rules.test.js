import assert from "node:assert/strict";
import { test } from "node:test";
import { overlays, render } from "../src/render.js";
import { findings } from "../src/rules.js";

const RENDERED = render("production").objects;

/** The codes told about production after the given change, each once. */
function codesAfter(change) {
  const objects = structuredClone(RENDERED);
  change(objects);
  return [...new Set(findings("production", objects).map(({ code }) => code))];
}

const find = (objects, kind, name) => objects.find((it) => it.kind === kind && it.metadata.name === name);
const remove = (objects, object) => objects.splice(objects.indexOf(object), 1);
const consent = (objects) => find(objects, "Deployment", "consent-service");
const pod = (objects) => consent(objects).spec.template;
const container = (objects) => pod(objects).spec.containers[0];
const secretRef = (objects, variable) => container(objects).env.find(({ name }) => name === variable).valueFrom.secretKeyRef;

for (const overlay of overlays()) {
  test(`${overlay} has no findings`, () => assert.deepEqual(findings(overlay, render(overlay).objects), []));
}

const BREAKAGES = {
  unknown_field: {
    "a misspelled field of a container": (all) => (container(all).readinesProbe = {}),
    "a misspelled field deep in a pod": (all) => (secretRef(all, "MP_JWT_VERIFY_PUBLICKEY").optionl = true),
    "a misspelled field of a policy": (all) => (find(all, "NetworkPolicy", "callers").spec.ingres = []),
    "a setting of a topic that is none": (all) =>
      (find(all, "KafkaTopic", "consent.events").spec.config["retntion.ms"] = 1),
  },
  wrong_type: {
    "replicas as text": (all) => (consent(all).spec.replicas = "3"),
    "a port as text": (all) => (find(all, "Service", "consent-service").spec.ports[0].port = "8081"),
    "a variable as number": (all) => (container(all).env.at(-1).value = 1),
    "an amount of memory in a unit that is none": (all) => (container(all).resources.limits.memory = "768Mo"),
  },
  missing_field: { "a container without a name": (all) => delete container(all).name },
  api_version_not_allowed: {
    "a version that is gone": (all) => (find(all, "PodDisruptionBudget", "ad-service").apiVersion = "policy/v1beta1"),
    "a Secret with a value": (all) =>
      all.push({ apiVersion: "v1", kind: "Secret", metadata: { name: "consent-db", namespace: "assent" }, data: {} }),
  },
  selector_matches_nothing: {
    "a Deployment that does not select its own pods": (all) => (consent(all).spec.selector.matchLabels.app = "consent"),
    "a Service of nobody": (all) => (find(all, "Service", "ad-service").spec.selector.app = "ad"),
    "a policy of nobody": (all) => (find(all, "NetworkPolicy", "kafka").spec.podSelector.matchLabels.app = "assent"),
    "a spread over other pods": (all) =>
      (pod(all).spec.topologySpreadConstraints[0].labelSelector.matchLabels["app.kubernetes.io/name"] = "ad-service"),
    "a Service in another namespace": (all) => (find(all, "Service", "ad-service").metadata.namespace = "default"),
  },
  port_matches_nothing: {
    "a Service to a port that no container has": (all) =>
      (find(all, "Service", "ad-service").spec.ports[0].targetPort = "web"),
    "a probe of a port that no container has": (all) => (container(all).livenessProbe.httpGet.port = "web"),
    "a policy for a port that no container has": (all) =>
      (find(all, "NetworkPolicy", "callers").spec.ingress[0].ports[0].port = "web"),
  },
  missing_request: { "no request of memory": (all) => delete container(all).resources.requests.memory },
  missing_limit: { "no limit of memory": (all) => delete container(all).resources.limits.memory },
  runs_as_root: {
    "user 0": (all) => (pod(all).spec.securityContext.runAsUser = 0),
    "a container that overrides its pod": (all) => (container(all).securityContext.runAsUser = 0),
    "a user left to the image": (all) => delete pod(all).spec.securityContext.runAsNonRoot,
  },
  not_restricted: {
    "capabilities kept": (all) => delete container(all).securityContext.capabilities,
    "a writable root": (all) => (container(all).securityContext.readOnlyRootFilesystem = false),
    "no seccomp profile": (all) => delete pod(all).spec.securityContext.seccompProfile,
    "escalation by default": (all) => delete container(all).securityContext.allowPrivilegeEscalation,
    "a token mounted": (all) => delete pod(all).spec.automountServiceAccountToken,
    "a namespace that enforces nothing": (all) =>
      delete find(all, "Namespace", "assent").metadata.labels["pod-security.kubernetes.io/enforce"],
  },
  image_not_pinned: {
    latest: (all) => (container(all).image = "assent/consent-service:latest"),
    "no tag": (all) => (container(all).image = "assent/consent-service"),
    "no tag behind a registry's port": (all) => (container(all).image = "registry:5000/assent/consent-service"),
  },
  missing_probe: {
    "no readiness": (all) => delete container(all).readinessProbe,
    "liveness that asks for readiness": (all) => (container(all).livenessProbe.httpGet.path = "/q/health/ready"),
  },
  unknown_secret: { "a Secret that nobody makes": (all) => (secretRef(all, "MP_JWT_VERIFY_PUBLICKEY").name = "tokens") },
  unknown_secret_key: { "a key that it has not": (all) => (secretRef(all, "MP_JWT_VERIFY_PUBLICKEY").key = "pem") },
  secret_of_another_service: {
    "the signing key outside of consent-service": (all) => {
      const { env } = find(all, "Deployment", "billing-service").spec.template.spec.containers[0];
      const secretKeyRef = { name: "assent-consent-private", key: "private-key" };
      env.push({ name: "ASSENT_CONSENT_PRIVATE_KEY", valueFrom: { secretKeyRef } });
    },
  },
  unknown_config_map: { "a ConfigMap that is not there": (all) => (container(all).envFrom[0].configMapRef.name = "assent") },
  unknown_service_account: {
    "an account that is not there": (all) => remove(all, find(all, "ServiceAccount", "consent-service")),
  },
  too_few_replicas: { "a single instance": (all) => (consent(all).spec.replicas = 1) },
  rollout_takes_instances: {
    "a rollout that takes one away first": (all) => (consent(all).spec.strategy.rollingUpdate.maxUnavailable = 1),
  },
  missing_disruption_budget: { "no budget": (all) => remove(all, find(all, "PodDisruptionBudget", "consent-service")) },
  budget_blocks_drains: {
    "a budget that lets none go": (all) => (find(all, "PodDisruptionBudget", "consent-service").spec.minAvailable = 3),
  },
  topic_drift: {
    "a topic with fewer partitions": (all) => (find(all, "KafkaTopic", "consent.events").spec.partitions = 12),
    "a topic that may lose data": (all) =>
      (find(all, "KafkaTopic", "consent.events").spec.config["min.insync.replicas"] = 1),
    "a topic that is missing": (all) => remove(all, find(all, "KafkaTopic", "ad.impressions")),
    "a topic that the table does not know": (all) =>
      (all.push(structuredClone(find(all, "KafkaTopic", "ad.impressions"))), (all.at(-1).metadata.name = "ad.likes")),
  },
};

// What breaks a second promise too is told under both names.
const ALSO = { "a setting of a topic that is none": ["topic_drift"] };

for (const [code, breakages] of Object.entries(BREAKAGES)) {
  for (const [name, change] of Object.entries(breakages)) {
    test(`${code}: ${name}`, () => {
      assert.deepEqual(codesAfter(change).sort(), [code, ...(ALSO[name] ?? [])].sort());
    });
  }
}
