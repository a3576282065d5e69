import { readFileSync } from "node:fs";
import { OVERLAYS } from "./promises.js";
import { overlays, render } from "./render.js";
import { findings } from "./rules.js";
import { COMMITTED, readTable, topicsYaml } from "./topics.js";

const lines = [...overlays().flatMap(refusals), ...drift()];
for (const line of lines) console.error(line);
process.exitCode = lines.length > 0 ? 1 : 0;

function refusals(overlay) {
  const itself = `${overlay}: Kustomization/${overlay}`;
  if (!OVERLAYS[overlay]) return [`${itself}: unknown_overlay: overlays.yaml does not say what it promises`];
  const { objects, error } = render(overlay);
  if (error) return [`${itself}: does_not_render: ${error}`];
  console.log(`${overlay}: ${objects.length} objects`);
  return findings(overlay, objects).map(
    ({ object, code, text }) => `${overlay}: ${object.kind}/${object.metadata.name}: ${code}: ${text}`,
  );
}

function drift() {
  return readFileSync(COMMITTED, "utf8") === topicsYaml(readTable(), OVERLAYS.production)
    ? []
    : ["base: File/topics.yaml: topic_drift: is not what `npm run topics` writes"];
}
