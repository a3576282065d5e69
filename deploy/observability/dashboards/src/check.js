import { join } from 'node:path'
import { catalogue } from './catalogue.js'
import {
  alertProblems, consoleProblems, drift, panelProblems, ruleProblems, rulesOf, unprovokedAlerts, untestedAlerts, withRecorded,
} from './checks.js'
import { dashboards } from './dashboards/index.js'
import { CATALOGUE, FIRE_LIVE, GENERATED, PROMETHEUS, RUNBOOKS, read } from './files.js'
import { timings } from './timing.js'

const rules = rulesOf(join(PROMETHEUS, 'rules'))
const series = withRecorded(catalogue(read(CATALOGUE)), rules)

const found = [
  ...drift(dashboards, GENERATED),
  ...panelProblems(dashboards, series),
  ...ruleProblems(rules, series),
  ...consoleProblems(join(PROMETHEUS, 'consoles'), series),
  ...alertProblems(rules, RUNBOOKS),
  ...untestedAlerts(rules, join(PROMETHEUS, 'rules', 'tests')),
  ...unprovokedAlerts(timings(rules), read(FIRE_LIVE)),
]

if (found.length > 0) {
  console.error(found.join('\n'))
  process.exit(1)
}
const panels = dashboards.flatMap(({ json }) => json.panels.filter(panel => panel.targets)).length
const alerts = new Set(rules.flatMap(rule => rule.alert ?? [])).size
console.log(`${dashboards.length} dashboards with ${panels} panels, ${alerts} alerts with their runbooks and tests: all in order`)
