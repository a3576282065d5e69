import { dashboards } from './dashboards/index.js'
import { answers, withoutData } from './liveness.js'

const prometheus = process.argv[2]
if (!prometheus) {
  console.error('usage: npm run live -- http://localhost:9090')
  process.exit(2)
}
const panels = dashboards.flatMap(({ name, json }) =>
  json.panels.filter(panel => panel.targets).map(panel => ({ name, panel })))
const { silent, idle } = await withoutData(panels, answers(prometheus))

idle.forEach(line => console.log(`nothing counted yet, drawn as 0: ${line}`))
silent.forEach(line => console.log(`without data: ${line}`))
console.log(`panels ${panels.length}, panels with data ${panels.length - silent.length}`)
process.exit(silent.length === 0 ? 0 : 1)
