import { containers, finding, pods } from "../objects.js";

// The level `restricted` of Kubernetes' Pod Security Standards, and beyond it: a fixed user, a read-only root, no token.
const OF_PODS = [
  ["automountServiceAccountToken must be false", (pod) => pod.automountServiceAccountToken === false],
  ["serviceAccountName must name an own account", (pod) => pod.serviceAccountName && pod.serviceAccountName !== "default"],
  ["hostNetwork, hostPID and hostIPC are forbidden", (pod) => !pod.hostNetwork && !pod.hostPID && !pod.hostIPC],
  ["hostPath volumes are forbidden", (pod) => !(pod.volumes ?? []).some((volume) => volume.hostPath)],
];

const OF_CONTAINERS = [
  ["seccompProfile must be RuntimeDefault", (context) => context.seccompProfile?.type === "RuntimeDefault"],
  ["allowPrivilegeEscalation must be false", (context) => context.allowPrivilegeEscalation === false],
  ["privileged is forbidden", (context) => !context.privileged],
  ["readOnlyRootFilesystem must be true", (context) => context.readOnlyRootFilesystem === true],
  ["capabilities must drop ALL", (context) => context.capabilities?.drop?.includes("ALL")],
  ["capabilities must add none", (context) => !context.capabilities?.add?.length],
];

/** Every pod is one that a namespace with enforce=restricted lets in, and every namespace enforces it. */
export function security(objects) {
  return [
    ...pods(objects).flatMap(({ owner, spec }) =>
      broken(OF_PODS, spec).map((text) => finding(owner, "not_restricted", text)),
    ),
    ...containers(objects).flatMap(({ owner, spec, container }) => {
      // A container's own context wins over its pod's, field by field.
      const context = { ...spec.securityContext, ...container.securityContext };
      const root = context.runAsNonRoot === true && context.runAsUser > 0 ? [] : ["runs_as_root"];
      return [
        ...root.map((code) => finding(owner, code, `${container.name} needs runAsNonRoot and a runAsUser above 0`)),
        ...broken(OF_CONTAINERS, context).map((text) => finding(owner, "not_restricted", `${container.name}: ${text}`)),
      ];
    }),
    ...objects
      .filter((object) => object.kind === "Namespace")
      .filter((object) => object.metadata.labels?.["pod-security.kubernetes.io/enforce"] !== "restricted")
      .map((object) => finding(object, "not_restricted", "pod-security.kubernetes.io/enforce must be restricted")),
  ];
}

const broken = (demands, subject) => demands.filter(([, isMet]) => !isMet(subject)).map(([text]) => text);
