/** The pods that an overlay makes, each with the object whose template it comes from. */
export function pods(objects) {
  return objects
    .filter((object) => object.spec?.template?.spec)
    .map((owner) => ({
      owner,
      namespace: owner.metadata.namespace,
      labels: owner.spec.template.metadata?.labels ?? {},
      spec: owner.spec.template.spec,
    }));
}

/** Every container of every pod, the ones that only initialize too. */
export function containers(objects) {
  return pods(objects).flatMap((pod) =>
    [...(pod.spec.initContainers ?? []), ...(pod.spec.containers ?? [])].map((container) => ({ ...pod, container })),
  );
}

/** The name of the service that a pod belongs to. */
export const serviceOf = (pod) => pod.labels["app.kubernetes.io/name"];

export const finding = (object, code, text) => ({ object, code, text });
