import { randomBytes, generateKeyPairSync } from 'node:crypto'
import { join } from 'node:path'
import { changes, states } from './alerts.js'
import { rulesOf } from './checks.js'
import { PROMETHEUS } from './files.js'
import { SOON, timings } from './timing.js'

const base64 = value => Buffer.from(value).toString('base64url')

const publicKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' })

/** What fire-live does not do in bash. */
const parts = {
  /** Each alert, how many seconds its condition must last, and who makes it fire. */
  list: () => timings(rulesOf(join(PROMETHEUS, 'rules')))
    .forEach(({ alert, seconds }) => console.log(alert, seconds, seconds > SOON ? 'promtool' : 'live')),

  /** Until it is stopped: a line for each alert that begins to fire, or is over, with the second of it. */
  watch: async prometheus => {
    let firing = new Set()
    for (;;) {
      // A Prometheus that does not answer says nothing.
      firing = await changes(states(prometheus), firing, (alert, state) =>
        console.log(state, alert, Math.floor(Date.now() / 1_000))).catch(() => firing)
      await new Promise(done => setTimeout(done, 1_000))
    }
  },

  /** A device's public key. */
  key: kid => console.log(JSON.stringify({ ...publicKey(), kid })),

  /** A body that has the shape of a sealed one and that nobody can open. */
  sealed: (to, from, kid) => {
    const header = { alg: 'ECDH-ES', enc: 'A256GCM', kid, to, from, epk: publicKey() }
    console.log([base64(JSON.stringify(header)), '', ...[12, 40, 16].map(length => base64(randomBytes(length)))].join('.'))
  },
}

const [part, ...given] = process.argv.slice(2)
await parts[part](...given)
