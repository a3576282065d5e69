// A person's device: publishes its key, listens, opens what comes, and says that it was read.
// node device.mjs PERSON DEVICE [COUNT], with DEVICE_TOKEN in the environment; ends after COUNT messages.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { EventSource } from 'eventsource'
import { calculateJwkThumbprint, compactDecrypt, exportJWK, generateKeyPair, importJWK } from 'jose'

const notifications = process.env.NOTIFICATIONS ?? 'http://localhost:8082'
const [, , person, device, count = '0'] = process.argv
const Authorization = `Bearer ${process.env.DEVICE_TOKEN}`
const headers = { Authorization, 'Content-Type': 'application/json' }

async function call(method, path, body) {
  const response = await fetch(notifications + path, { method, headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${path}: ${(await response.json()).reason}`)
}

// The private key stays here, and is the same after a restart.
const file = `key-of-${device}.json`
if (!existsSync(file)) {
  const { privateKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true })
  const jwk = await exportJWK(privateKey)
  writeFileSync(file, JSON.stringify({ ...jwk, kid: await calculateJwkThumbprint(jwk) }), { mode: 0o600 })
}
const jwk = JSON.parse(readFileSync(file, 'utf8'))
const key = await importJWK(jwk, 'ECDH-ES')
const { d, ...publicKey } = jwk
await call('PUT', `/v1/devices/${device}/key`, publicKey)

// Connects again by itself. What has no receipt yet comes again, so what was shown is remembered.
const shown = new Set()
const inbox = new EventSource(`${notifications}/v1/inbox`, {
  fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, Authorization } }),
})
inbox.onopen = () => console.log(`${person} listens on ${device}`)
inbox.addEventListener('message', async event => {
  const { messageId, company, sealed } = JSON.parse(event.data)
  if (!shown.has(messageId)) {
    const { plaintext } = await compactDecrypt(sealed, key)
    console.log(`${company}: ${new TextDecoder().decode(plaintext)}`)
    shown.add(messageId)
  }
  await call('POST', '/v1/receipts', { receipts: [{ messageId, status: 'read' }] })
  if (shown.size === Number(count)) inbox.close()
})
