import { writeFileSync } from "node:fs";
import { OVERLAYS } from "./promises.js";
import { COMMITTED, readTable, topicsYaml } from "./topics.js";

writeFileSync(COMMITTED, topicsYaml(readTable(), OVERLAYS.production));
