import { readFileSync } from "node:fs";
import { parse } from "yaml";

const read = (name) => parse(readFileSync(new URL(`../${name}`, import.meta.url), "utf8"));

export const OVERLAYS = read("overlays.yaml");
export const SECRETS = read("secrets.yaml");
