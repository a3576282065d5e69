import { parser } from '@prometheus-io/lezer-promql'

/** Every scrape adds these. */
const SCRAPED = ['job', 'instance']

/** Grafana's variables stand where PromQL wants a duration. */
export const withoutVariables = query => query.replace(/\$__\w+/g, '5m')

/** What is wrong with a query: it cannot be parsed, or asks for a metric or a label that the catalogue does not have. */
export function problems(query, catalogue) {
  const text = withoutVariables(query)
  const found = []
  let metric
  parser.parse(text).iterate({
    enter(node) {
      const word = text.slice(node.from, node.to)
      if (node.type.isError) {
        found.push(`no PromQL near "${text.slice(Math.max(0, node.from - 20), node.to + 10)}"`)
      } else if (node.name === 'Identifier' && node.matchContext(['VectorSelector'])) {
        metric = word
        if (!catalogue.has(metric)) {
          found.push(`unknown metric ${metric}`)
        }
      } else if (node.name === 'LabelName' && node.matchContext(['UnquotedLabelMatcher'])
          && catalogue.has(metric) && !SCRAPED.includes(word) && !catalogue.get(metric).has(word)) {
        found.push(`${metric} has no label ${word}`)
      }
    },
  })
  return found
}
