import { parser } from '@prometheus-io/lezer-promql'

const UNITS = { ms: 0.001, s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800, y: 31_536_000 }

/** Longer than this nobody wants to wait for an alert: promtool tells sooner. */
export const SOON = 5 * 60

export const seconds = duration =>
  [...String(duration).matchAll(/(\d+)(ms|[smhdwy])/g)].reduce((sum, [, number, unit]) => sum + number * UNITS[unit], 0)

/** Every alert with the seconds that its condition must last before it fires; of several rules the quickest counts. */
export function timings(rules) {
  const recorded = byName(rules, 'record')
  const alerts = byName(rules, 'alert')
  return [...alerts].map(([alert, variants]) => ({
    alert,
    seconds: Math.min(...variants.map(rule => seconds(rule.for ?? '0s') + condition(rule.expr, recorded))),
  }))
}

const byName = (rules, kind) =>
  rules.filter(rule => rule[kind]).reduce((all, rule) => all.set(rule[kind], [...(all.get(rule[kind]) ?? []), rule]), new Map())

function condition(text, recorded) {
  const shortest = Math.min
  const longest = Math.max

  /** Either side of an `or` is enough, an `and` needs both. */
  function holds(node) {
    if (node.name === 'ParenExpr') {
      return holds(node.firstChild)
    }
    if (node.name === 'BinaryExpr' && (node.getChild('Or') || node.getChild('And'))) {
      const combined = node.getChild('Or') ? shortest : longest
      return combined(holds(node.firstChild), holds(node.lastChild))
    }
    return countsOneEvent(node) ? 0 : window(node)
  }

  /** `increase(…[10m]) > 0` holds from the first event on: there the range says how long it is remembered. */
  function countsOneEvent(node) {
    return node.name === 'BinaryExpr' && node.getChild('Gtr') !== null && word(node.lastChild) === '0'
      && /^(sum( by \([\w, ]*\))? ?\()?\s*increase\(/.test(word(node.firstChild))
  }

  /** The longest range or offset, through recorded series too: of a level so much must have changed until it shows. */
  function window(node) {
    const found = [0]
    node.cursor().iterate(child => {
      if (child.name === 'NumberDurationLiteralInDurationContext') {
        found.push(seconds(word(child)))
      } else if (child.name === 'Identifier' && child.matchContext(['VectorSelector'])) {
        const made = recorded.get(word(child)) ?? []
        found.push(made.length === 0 ? 0 : shortest(...made.map(rule => condition(rule.expr, recorded))))
      }
    })
    return longest(...found)
  }

  const word = node => text.slice(node.from, node.to)
  return holds(parser.parse(text).topNode.firstChild)
}
