/** Alerts of a running Prometheus by name, pending or firing; of several of a name the furthest counts. */
export const states = prometheus => async () => {
  const response = await fetch(new URL('/api/v1/alerts', prometheus), { signal: AbortSignal.timeout(5_000) })
  const { data } = await response.json()
  const found = new Map()
  for (const { labels, state } of data.alerts) {
    if (found.get(labels.alertname) !== 'firing') {
      found.set(labels.alertname, state)
    }
  }
  return found
}

/**
 * Looks once, and tells of each alert that fires now and did not before, and of each that is over.
 *
 * @returns the alerts that fire now, for the next look
 */
export async function changes(look, firing, tell) {
  const known = await look()
  const now = new Set([...known].filter(([, state]) => state === 'firing').map(([alert]) => alert))
  now.forEach(alert => firing.has(alert) || tell(alert, 'firing'))
  firing.forEach(alert => now.has(alert) || tell(alert, 'over'))
  return now
}
