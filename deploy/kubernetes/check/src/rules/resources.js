import { containers, finding } from "../objects.js";

const NEEDED = ["cpu", "memory"];

/** Each container says what it needs and what it may take, so that none starves its neighbours. */
export function resources(objects) {
  return containers(objects).flatMap(({ owner, container }) => [
    ...missing(container.resources?.requests).map((what) =>
      finding(owner, "missing_request", `${container.name} requests no ${what}`),
    ),
    ...missing(container.resources?.limits).map((what) =>
      finding(owner, "missing_limit", `${container.name} has no limit of ${what}`),
    ),
  ]);
}

const missing = (amounts) => NEEDED.filter((what) => amounts?.[what] === undefined);
