import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changes } from '../src/alerts.js'

async function told(firing, known) {
  const lines = []
  const now = await changes(async () => new Map(Object.entries(known)), new Set(firing), (alert, state) => lines.push(`${state} ${alert}`))
  return { lines, now: [...now] }
}

test('an alert that begins to fire is told of once', async () => {
  assert.deepEqual(await told([], { A: 'firing' }), { lines: ['firing A'], now: ['A'] })
  assert.deepEqual(await told(['A'], { A: 'firing' }), { lines: [], now: ['A'] })
})

test('a pending alert does not fire yet', async () => {
  assert.deepEqual(await told([], { A: 'pending' }), { lines: [], now: [] })
})

test('an alert that fires no more is over', async () => {
  assert.deepEqual(await told(['A', 'B'], { B: 'firing' }), { lines: ['over A'], now: ['B'] })
})
