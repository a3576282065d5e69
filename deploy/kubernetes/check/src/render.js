import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseAllDocuments } from "yaml";
import { kubectl } from "./kubectl.js";

const OVERLAYS = fileURLToPath(new URL("../../overlays", import.meta.url));

export const overlays = () => readdirSync(OVERLAYS).sort();

/** The objects that `kubectl apply -k` would send, or why there are none. */
export function render(overlay) {
  const { status, stdout, stderr } = spawnSync(kubectl(), ["kustomize", `${OVERLAYS}/${overlay}`], { encoding: "utf8" });
  if (status !== 0) return { error: stderr.trim().replaceAll("\n", " ") };
  return { objects: parseAllDocuments(stdout).map((document) => document.toJS()) };
}
