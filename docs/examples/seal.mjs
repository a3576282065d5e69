// Seals a text to each device of a person, and prints the message as REST and Kafka take it.
// node seal.mjs PERSON TEXT, with COMPANY and COMPANY_TOKEN in the environment.
import { CompactEncrypt, importJWK } from 'jose'

const notifications = process.env.NOTIFICATIONS ?? 'http://localhost:8082'
const { COMPANY: company, COMPANY_TOKEN: token } = process.env

export async function message(user, text) {
  const response = await fetch(`${notifications}/v1/people/${user}/keys`, { headers: { Authorization: `Bearer ${token}` } })
  const directory = await response.json()
  if (!response.ok) throw new Error(`no keys: ${directory.reason}`)
  const sealed = await Promise.all(
    directory.keys.slice(0, 5).map(async ({ jwk }) =>
      new CompactEncrypt(new TextEncoder().encode(text))
        .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: jwk.kid, to: user, from: company })
        .encrypt(await importJWK(jwk, 'ECDH-ES')),
    ),
  )
  return { user, category: 'utility', sealed, ttlSeconds: 3600 }
}

if (process.argv[1].endsWith('seal.mjs')) {
  const [, , user, text] = process.argv
  console.log(JSON.stringify(await message(user, text)))
}
