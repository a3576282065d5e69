// What the page asks of the service, by the session's cookie and the token of its forms.

/** Why an answer did not come as it was wanted. */
export class Refused extends Error {
  constructor(status) {
    super(`answered ${status}`);
    this.status = status;
  }

  /** The session has ended or is another's, or the form's token has: only opening the page again helps. */
  get isOver() {
    return [400, 401, 403].includes(this.status);
  }

  /** Another browser of the same device has another key by now, or this one was revoked: only a new key helps. */
  get isReplaced() {
    return this.status === 409;
  }
}

export function wireFor(inbox) {
  const { person, device } = inbox.dataset;
  const root = `/inbox/people/${encodeURIComponent(person)}/devices/${encodeURIComponent(device)}`;
  const token = inbox.querySelector('input[type=hidden]');

  async function ask(path, fields) {
    const body = fields && new URLSearchParams([...fields, [token.name, token.value]]);
    const answer = await fetch(`${root}/${path}`, { method: body ? 'POST' : 'GET', body, redirect: 'error' });
    if (!answer.ok) {
      throw new Refused(answer.status);
    }
    return answer.status === 204 ? undefined : answer.json();
  }

  return {
    publish: (key) => ask('key', Object.entries(key)),
    companyKey: (company) => ask(`companies/${encodeURIComponent(company)}/key`),
    reply: (key, company, sealed) => ask('replies', [['key', key], ['company', company], ['sealed', sealed]]),
    /** @param receipts pairs of delivered or read, and an id */
    report: async (receipts) => (await ask('receipts', receipts)).results,
    /** Short breaks mend themselves and count as interrupted; after others it is closed. */
    listen({ opened, arrived, interrupted, closed }) {
      const source = new EventSource(`${root}/stream`);
      source.onopen = opened;
      source.onmessage = (event) => arrived(JSON.parse(event.data));
      source.onerror = () => (source.readyState === EventSource.CLOSED ? closed() : interrupted());
    },
  };
}
