import { containers, finding } from "../objects.js";

// The tag comes after the last slash: a colon before it is a registry's port.
const PINNED = /^[^@]+(?<tag>:[^:/@]+)(@sha256:[0-9a-f]{64})?$|^[^@]+@sha256:[0-9a-f]{64}$/;

/** What runs is known by its name: no image without a tag or a digest, and none that moves. */
export function images(objects) {
  return containers(objects)
    .filter(({ container }) => !isPinned(container.image ?? ""))
    .map(({ owner, container }) => finding(owner, "image_not_pinned", `${container.image} has no fixed tag`));
}

function isPinned(image) {
  const match = PINNED.exec(image);
  return match !== null && match.groups.tag !== ":latest";
}
