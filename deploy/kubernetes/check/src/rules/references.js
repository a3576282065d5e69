import { containers, finding, pods, serviceOf } from "../objects.js";

/**
 * What a pod refers to exists: ConfigMaps and ServiceAccounts in the overlay, Secrets in secrets.yaml, with that key, and
 * for that service. A key that only one service may hold is not handed to another.
 */
export function references(objects, { secrets }) {
  const exists = (kind, name, namespace) =>
    objects.some((it) => it.kind === kind && it.metadata.name === name && it.metadata.namespace === namespace);

  const configMaps = referencesTo("configMap", objects)
    .filter(({ pod, name }) => !exists("ConfigMap", name, pod.namespace))
    .map(({ pod, name }) => finding(pod.owner, "unknown_config_map", `${name} is not in the overlay`));

  const accounts = pods(objects)
    .filter((pod) => pod.spec.serviceAccountName && !exists("ServiceAccount", pod.spec.serviceAccountName, pod.namespace))
    .map((pod) => finding(pod.owner, "unknown_service_account", `${pod.spec.serviceAccountName} is not in the overlay`));

  const refused = referencesTo("secret", objects).flatMap(({ pod, name, key }) => {
    const secret = secrets[name];
    if (!secret) return [finding(pod.owner, "unknown_secret", `${name} is not in secrets.yaml`)];
    const reader = serviceOf(pod);
    return [
      ...(key === undefined || secret.keys.includes(key)
        ? []
        : [finding(pod.owner, "unknown_secret_key", `${name} has no key ${key}`)]),
      ...(secret.readers.includes(reader)
        ? []
        : [finding(pod.owner, "secret_of_another_service", `${reader} may not read ${name}`)]),
    ];
  });

  return [...configMaps, ...accounts, ...refused];
}

/** Every way by which a pod can refer to a ConfigMap or a Secret: one variable, all variables, a volume. */
function referencesTo(what, objects) {
  const nameOf = (source) => source.name ?? source.secretName;
  return [
    ...containers(objects).flatMap(({ container, ...pod }) => [
      ...(container.env ?? [])
        .map((variable) => variable.valueFrom?.[`${what}KeyRef`])
        .filter(Boolean)
        .map(({ name, key }) => ({ pod, name, key })),
      ...(container.envFrom ?? [])
        .map((source) => source[`${what}Ref`])
        .filter(Boolean)
        .map(({ name }) => ({ pod, name })),
    ]),
    ...pods(objects).flatMap((pod) =>
      (pod.spec.volumes ?? [])
        .flatMap((volume) => [volume, ...(volume.projected?.sources ?? [])])
        .map((source) => source[what])
        .filter(Boolean)
        .flatMap((source) => {
          const items = source.items ?? [{}];
          return items.map(({ key }) => ({ pod, name: nameOf(source), key }));
        }),
    ),
  ];
}
