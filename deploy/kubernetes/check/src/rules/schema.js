import { kindOf, KINDS } from "../kinds.js";
import { finding } from "../objects.js";
import { readFields } from "../read-fields.js";

/** Every object is of an allowed kind and version, and has exactly the fields and types that its schema knows. */
export function schema(objects) {
  return objects.flatMap((object) => {
    const Kind = KINDS.get(kindOf(object));
    if (!Kind) return [finding(object, "api_version_not_allowed", `${kindOf(object)} is not on the list in kinds.js`)];

    const { view, unread } = readFields(object);
    const errors = firstByPath(errorsOf(Kind, view));
    const known = errors.filter((error) => error.keyword !== "additionalProperties");
    return [
      ...known.map((error) => finding(object, codeOf(error), `${error.instancePath} ${error.message}`)),
      ...unknown(errors, unread()).map((path) => finding(object, "unknown_field", `${path} is not in the schema`)),
    ];
  });
}

function errorsOf(Kind, view) {
  try {
    Kind.prototype.validate.call(view);
    return [];
  } catch (refused) {
    if (!refused.errors) throw refused;
    return refused.errors;
  }
}

/** A value that may be of two types and is of neither is told once, not once a type. */
function firstByPath(errors) {
  const seen = new Map();
  for (const error of errors) {
    const field = error.params.missingProperty ?? error.params.additionalProperty ?? "";
    const place = `${error.instancePath}/${field}`;
    if (!seen.has(place)) seen.set(place, error);
  }
  return [...seen.values()];
}

const codeOf = (error) => (error.keyword === "required" ? "missing_field" : "wrong_type");

function unknown(errors, unread) {
  const refused = errors
    .filter((error) => error.keyword === "additionalProperties")
    .map((error) => `${error.instancePath}/${error.params.additionalProperty}`);
  return [...new Set([...refused, ...unread])];
}
