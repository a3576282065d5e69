// Seals, sends by REST and follows a message to its end.
// node send.mjs PERSON EVENT_ID TEXT, with COMPANY and COMPANY_TOKEN in the environment.
import { setTimeout as pause } from 'node:timers/promises'
import { message } from './seal.mjs'

const notifications = process.env.NOTIFICATIONS ?? 'http://localhost:8082'
const headers = { Authorization: `Bearer ${process.env.COMPANY_TOKEN}`, 'Content-Type': 'application/json' }
const [, , user, eventId, text] = process.argv

// Sealing is random: a repetition sends these same bytes.
const body = JSON.stringify(await message(user, text))

async function call(path, options) {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(notifications + path, options)
    const answer = await response.json()
    // Busy, or not there for now. The same bytes under the same key are the same message.
    const later = response.status === 429 || response.status === 503
    if (!later || attempt === 10) return { status: response.status, answer }
    await pause(1000 * Number(response.headers.get('Retry-After') ?? 1))
  }
}

const { status, answer } = await call('/v1/notifications', {
  method: 'POST',
  headers: { ...headers, 'Idempotency-Key': eventId },
  body,
})
if (status !== 202) throw new Error(`refused: ${answer.reason}, ${answer.detail}`)
console.log(`accepted ${answer.messageId}`)

const ends = ['delivered', 'read', 'suppressed', 'expired']
for (let shown; ; await pause(200)) {
  const { status: found, answer: life } = await call(`/v1/notifications/${answer.messageId}`, { headers })
  const now = found === 404 ? 'undecided' : life.status
  if (now !== shown) console.log(`${now}${life.reason && found !== 404 ? ` (${life.reason})` : ''}`)
  if (ends.includes(now)) break
  shown = now
}
