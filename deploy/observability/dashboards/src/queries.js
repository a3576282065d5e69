const braces = where => (where ? `{${where}}` : '')
const sumBy = by => (by ? `sum by (${by}) ` : 'sum')
const rate = (series, where) => `rate(${series}${braces(where)}[$__rate_interval])`

/** Counters appear with their first event: until then nothing happened, and the panel says so. */
export const orZero = query => `${query} or on() vector(0)`

export const perSecond = (counter, { by, where } = {}) => orZero(`${sumBy(by)}(${rate(counter, where)})`)

export const total = (series, { by, where } = {}) => orZero(`${sumBy(by)}(${series}${braces(where)})`)

/** An idle histogram has quantiles that are no numbers; the comparison drops them. */
export const quantile = (q, histogram, { by, where } = {}) =>
  orZero(`histogram_quantile(${q}, sum by (${by ? `${by}, le` : 'le'}) (${rate(`${histogram}_bucket`, where)})) >= 0`)

export const median99 = (histogram, options) => ({
  median: quantile(0.5, histogram, options),
  '99 of 100': quantile(0.99, histogram, options),
})

export const mean = (summary, { by, where } = {}) =>
  orZero(`${sumBy(by)}(${rate(`${summary}_sum`, where)}) / (${sumBy(by)}(${rate(`${summary}_count`, where)}) > 0)`)

export const share = (counter, part, whole = '') => {
  const both = [part, whole].filter(Boolean).join(',')
  return orZero(`sum(${rate(counter, both)}) / (sum(${rate(counter, whole)}) > 0)`)
}
