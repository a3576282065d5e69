import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withoutData } from '../src/liveness.js'

const panel = (...queries) => ({ name: 'sample', panel: { title: 'Feeds', targets: queries.map(expr => ({ expr })) } })

const knows = (...known) => async query => known.includes(query) || query.endsWith(' or on() vector(0)')

test('a panel whose queries all have an answer has data', async () => {
  assert.deepEqual(await withoutData([panel('a', 'b')], knows('a', 'b')), { silent: [], idle: [] })
})

test('a panel with one query that has none is reported', async () => {
  assert.deepEqual(await withoutData([panel('a', 'b')], knows('a')), { silent: ['sample, panel "Feeds"'], idle: [] })
})

test('a panel that lives by its fallback is named apart', async () => {
  assert.deepEqual(await withoutData([panel('a or on() vector(0)')], knows()), { silent: [], idle: ['sample, panel "Feeds"'] })
})
