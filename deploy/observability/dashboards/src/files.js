import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const at = path => fileURLToPath(new URL(path, import.meta.url))

export const GENERATED = at('../generated')
export const PROMETHEUS = at('../../prometheus')
export const RUNBOOKS = at('../../../../docs/runbooks')
export const FIRE_LIVE = at('../../fire-live')
export const CATALOGUE = at('../../../../docs/metrics.md')

export const read = path => readFileSync(path, 'utf8')

export const rendered = dashboard => `${JSON.stringify(dashboard.json, null, 2)}\n`
