import { OVERLAYS, SECRETS } from "./promises.js";
import { availability } from "./rules/availability.js";
import { images } from "./rules/images.js";
import { probes } from "./rules/probes.js";
import { references } from "./rules/references.js";
import { resources } from "./rules/resources.js";
import { schema } from "./rules/schema.js";
import { security } from "./rules/security.js";
import { selectors } from "./rules/selectors.js";
import { topics } from "./rules/topics.js";
import { readTable } from "./topics.js";

const RULES = [schema, selectors, resources, security, images, probes, references, availability, topics];

/** All findings of a rendered overlay, as {object, code, text}. */
export function findings(overlay, objects) {
  const context = { secrets: SECRETS, promise: OVERLAYS[overlay], table: readTable() };
  return RULES.flatMap((rule) => rule(objects, context));
}
