// Seals answers to the company's key and sends them. An attempt that may have arrived is sent again as it was, and so is taken once.

import { seal } from './sealing.js';
import { Refused } from './wire.js';

const REFUSED = { 401: 'trouble-over', 403: 'reply-refused', 404: 'reply-keyless' };

/** @param sent takes the letter that was sent */
export function repliesOf(person, { wire, sent }) {
  const attempts = new Map();

  async function attempt(company, text) {
    if (attempts.get(company)?.text !== text) {
      const sealed = await seal(text, await wire.companyKey(company), { to: company, from: person });
      attempts.set(company, { text, sealed, key: crypto.randomUUID() });
    }
    return attempts.get(company);
  }

  /** By which part the person is told that it was not sent; undefined when it was. */
  return async (company, text) => {
    try {
      const { sealed, key } = await attempt(company, text);
      const { messageId: id } = await wire.reply(key, company, sealed);
      attempts.delete(company);
      await sent({ id, company, at: new Date().toISOString(), text, mine: true, seen: true, told: '' });
      return undefined;
    } catch (failure) {
      return (failure instanceof Refused && REFUSED[failure.status]) || 'reply-later';
    }
  };
}
