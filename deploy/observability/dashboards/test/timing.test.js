import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seconds, timings } from '../src/timing.js'

const alert = (name, expr, wait) => ({ alert: name, expr, for: wait })
const lasts = (...rules) => timings(rules).at(-1).seconds

test('a duration is so many seconds', () => {
  assert.deepEqual(['0s', '90s', '1m30s', '2h', '500ms'].map(seconds), [0, 90, 90, 7_200, 0.5])
})

test('a level lasts as long as its for', () => {
  assert.equal(lasts(alert('A', 'max(assent_messages_overdue) > 0', '2m')), 120)
})

test('a counted event fires at once, however long it is remembered', () => {
  assert.equal(lasts(alert('A', 'sum by (job) (increase(x_total[10m])) > 0 or sum(x_total unless x_total offset 10m) > 0')), 0)
})

test('a counter that must not rise for its range lasts as long as the range', () => {
  assert.equal(lasts(alert('A', '(sum(increase(x_total[10m])) or vector(0)) == 0', '5m')), 900)
})

test('either side of an or is enough, an and needs both', () => {
  const both = word => `min(min_over_time(a[1m])) > 5 ${word} sum(rate(b_total[5m])) > 0.1`

  assert.equal(lasts(alert('A', both('or'), '1m')), 120)
  assert.equal(lasts(alert('A', both('and'), '1m')), 360)
})

test('what a recorded series looks back counts', () => {
  assert.equal(lasts({ record: 'r:late', expr: 'max(a offset 10m) - max(b)' }, alert('A', 'r:late > 0', '1m')), 660)
})

test('of several rules of an alert the quickest counts', () => {
  assert.equal(lasts(alert('A', 'rate(a_total[1h]) > 1'), alert('A', 'rate(a_total[6h]) > 0.5')), 3_600)
})
