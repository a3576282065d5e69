import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dashboards } from './dashboards/index.js'
import { GENERATED, rendered } from './files.js'

mkdirSync(GENERATED, { recursive: true })
for (const dashboard of dashboards) {
  writeFileSync(join(GENERATED, `${dashboard.name}.json`), rendered(dashboard))
}
console.log(`${dashboards.length} dashboards in ${GENERATED}`)
