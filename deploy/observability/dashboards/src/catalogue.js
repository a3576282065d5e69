/** Which series a metric of each type has in Prometheus's format. */
const SERIES = {
  counter: [''],
  gauge: [''],
  summary: ['_sum', '_count', '_max'],
  histogram: ['_bucket', '_sum', '_count', '_max'],
}

const ROW = /^\| `(?<metric>[a-z_]+)` \| (?<type>\w+) \| (?<labels>[^|]*)\|/

/** Prometheus writes these itself. */
const OWN = new Map([['up', new Set()], ['ALERTS', new Set(['alertname', 'alertstate', 'severity'])]])

/** The series that the tables of docs/metrics.md allow, each with its labels. */
export function catalogue(markdown) {
  const series = new Map(OWN)
  for (const line of markdown.split('\n')) {
    const found = line.match(ROW)?.groups
    if (!found) {
      continue
    }
    if (!SERIES[found.type]) {
      throw new Error(`${found.metric} has the type ${found.type}, of which nothing is known here`)
    }
    const labels = [...found.labels.matchAll(/`(\w+)`/g)].map(([, label]) => label)
    for (const suffix of SERIES[found.type]) {
      series.set(found.metric + suffix, new Set(suffix === '_bucket' ? [...labels, 'le'] : labels))
    }
  }
  return series
}
