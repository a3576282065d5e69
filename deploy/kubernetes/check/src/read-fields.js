/**
 * The object, as a validator sees it, and the paths of fields that the validator did not look at.
 *
 * kubernetes-models compiles the OpenAPI schemas of Kubernetes to code, ships no schemas, and passes over fields it does
 * not know. But that code asks for each field it does know: what was never asked for does not exist.
 */
export function readFields(object) {
  const read = new Map();
  return { view: watched(object, read), unread: () => [...unread(object, read, "")] };
}

function watched(value, read) {
  if (typeof value !== "object" || value === null) return value;
  const keys = read.get(value) ?? new Set();
  read.set(value, keys);
  return new Proxy(value, {
    get(target, key) {
      keys.add(key);
      return watched(target[key], read);
    },
  });
}

function* unread(value, read, path) {
  if (typeof value !== "object" || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (Array.isArray(value) || read.get(value)?.has(key)) yield* unread(child, read, `${path}/${key}`);
    else yield `${path}/${key}`;
  }
}
