// Sealed bodies: compact JWE (RFC 7516) with ECDH-ES and A256GCM, the one pair that the service lets through, made and opened by the
// browser's own cryptography. Header and recipient are believed only once the tag has proved them.

const CURVE = { name: 'ECDH', namedCurve: 'P-256' };
const ALGORITHM = 'ECDH-ES';
const ENCRYPTION = 'A256GCM';
const KEY_BITS = 256;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const utf8 = new TextEncoder();

/** The private key can be used by our pages, and taken out by none. */
export const newKeys = () => crypto.subtle.generateKey(CURVE, false, ['deriveBits']);

/** A point on P-256, and as its id the thumbprint (RFC 7638). */
export async function publicPart(publicKey) {
  const { x, y } = await crypto.subtle.exportKey('jwk', publicKey);
  const canonical = utf8.encode(`{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`);
  return { kid: toBase64(await sha256(canonical)), x, y };
}

/** The text, if it is sealed to this key and names this recipient and this sender; otherwise it throws. */
export async function open(sealed, privateKey, { to, from }) {
  const [header, , iv, text, tag] = sealed.split('.');
  const said = JSON.parse(new TextDecoder().decode(fromBase64(header)));
  if (said.alg !== ALGORITHM || said.enc !== ENCRYPTION || said.to !== to || said.from !== from) {
    throw new Error('sealed for somebody else, or otherwise than agreed');
  }
  const key = await sharedKey(privateKey, said.epk, said, 'decrypt');
  const opened = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: fromBase64(iv), additionalData: utf8.encode(header) },
    key,
    joined(fromBase64(text), fromBase64(tag)),
  );
  return new TextDecoder('utf-8', { fatal: true }).decode(opened);
}

/** Seals a text to the public key of its recipient, a JWK. */
export async function seal(text, jwk, { to, from }) {
  const ephemeral = await newKeys();
  const { x, y } = await publicPart(ephemeral.publicKey);
  const epk = { kty: 'EC', crv: 'P-256', x, y };
  const said = { alg: ALGORITHM, enc: ENCRYPTION, kid: jwk.kid, to, from, epk };
  const header = toBase64(utf8.encode(JSON.stringify(said)));
  const key = await sharedKey(ephemeral.privateKey, jwk, said, 'encrypt');
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const encrypted = new Uint8Array(await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: utf8.encode(header) },
    key,
    utf8.encode(text),
  ));
  const end = encrypted.length - TAG_BYTES;
  return [header, '', toBase64(iv), toBase64(encrypted.subarray(0, end)), toBase64(encrypted.subarray(end))].join('.');
}

/** The key of one message out of the secret that two key pairs share (NIST SP 800-56A, 5.8.1; RFC 7518, 4.6.2): one round of SHA-256. */
export async function concatKdf(secret, algorithm, bits, partyU, partyV) {
  const info = [utf8.encode(algorithm), partyU, partyV].flatMap((part) => [number(part.length), part]);
  const derived = await sha256(joined(number(1), secret, ...info, number(bits)));
  return derived.subarray(0, bits / 8);
}

async function sharedKey(privateKey, { x, y }, said, use) {
  const theirs = await crypto.subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', x, y }, CURVE, false, []);
  const secret = new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, privateKey, KEY_BITS));
  const parties = [said.apu, said.apv].map((party) => fromBase64(party ?? ''));
  return crypto.subtle.importKey('raw', await concatKdf(secret, ENCRYPTION, KEY_BITS, ...parties), 'AES-GCM', false, [use]);
}

const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

function number(value) {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

function joined(...parts) {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
  return all;
}

const toBase64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

const fromBase64 = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (each) => each.charCodeAt(0));
