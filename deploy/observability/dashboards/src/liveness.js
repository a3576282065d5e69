import { withoutVariables } from './promql.js'

const FALLBACK = / or on\(\) vector\(0\)$/

/** Asks a running Prometheus; true when it answers with at least one number. */
export const answers = prometheus => async query => {
  const response = await fetch(`${prometheus.replace(/\/$/, '')}/api/v1/query`, {
    method: 'POST', body: new URLSearchParams({ query: withoutVariables(query) }),
  })
  const { status, error, data } = await response.json()
  if (status !== 'success') {
    throw new Error(`${error}: ${query}`)
  }
  return data.result.some(({ value }) => Number.isFinite(Number(value[1])))
}

/**
 * Panels of which a query has no answer (silent), and panels that answer only by their fallback, since what they count has not
 * happened (idle). The latter have data, and say how much of the stack the load has reached.
 */
export async function withoutData(panels, hasAnswer) {
  const silent = []
  const idle = []
  for (const { name, panel } of panels) {
    const where = `${name}, panel "${panel.title}"`
    const queries = panel.targets.map(target => target.expr)
    if (!(await every(queries, hasAnswer))) {
      silent.push(where)
    } else if (!(await every(queries.map(query => query.replace(FALLBACK, '')), hasAnswer))) {
      idle.push(where)
    }
  }
  return { silent, idle }
}

async function every(queries, hasAnswer) {
  for (const query of queries) {
    if (!(await hasAnswer(query))) {
      return false
    }
  }
  return true
}
