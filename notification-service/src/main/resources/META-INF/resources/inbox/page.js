// The inbox of this browser: it publishes its key, listens, opens what comes, keeps it, and only then reports it.

import { openKeeping } from './keeping.js';
import { filled, lettersIn } from './letters.js';
import { repliesOf } from './replies.js';
import { reportsOf } from './reports.js';
import { open, publicPart } from './sealing.js';
import { Refused, wireFor } from './wire.js';

const QUIET = 700;
const BRIEF = 4_000;
const MOST_NEWS = 3;
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;

const inbox = document.getElementById('inbox');
const trouble = (part) => document.getElementById('trouble').replaceChildren(filled(`trouble-${part}`));

if (globalThis.crypto?.subtle && globalThis.indexedDB) {
  start(inbox.dataset).catch(() => trouble('unsupported'));
} else {
  trouble('unsupported');
}

async function start({ person, device }) {
  const keeping = await openKeeping(person, device);
  const keys = await keeping.keys();
  const key = await publicPart(keys.publicKey);
  const wire = wireFor(inbox);
  const known = new Map();
  const letters = lettersIn(document.getElementById('letters'), {
    replied: repliesOf(person, { wire, sent }),
    seen,
  });
  const reports = reportsOf(known, {
    wire,
    keeping,
    lateOne({ id }) {
      letters.remove(id);
      showWhetherAny();
    },
    refused: (failure) => !isOver(failure),
  });

  document.getElementById('kid').replaceChildren(key.kid);
  offerToForget(keeping);
  const kept = await keeping.letters();
  kept.forEach((letter) => known.set(letter.id, letter));
  letters.show(kept);
  showWhetherAny();
  connect();

  /** The key goes first, for what is sealed to another would not be handed over. */
  async function connect(pause = FIRST_PAUSE) {
    try {
      await wire.publish(key);
    } catch (failure) {
      return isOver(failure) || tryAgain(pause);
    }
    let turn = Promise.resolve();
    let patience;
    return wire.listen({
      opened() {
        clearTimeout(patience);
        patience = undefined;
        document.querySelector('#trouble [data-passes]')?.remove();
        inbox.dataset.state = 'listening';
        reports.report();
      },
      arrived: (item) => (turn = turn.then(() => arrived(item))),
      interrupted() {
        patience ??= setTimeout(() => trouble('away'), BRIEF); // each further try is interrupted, too
      },
      closed: () => tryAgain(pause),
    });
  }

  function tryAgain(pause) {
    trouble('away');
    setTimeout(connect, pause, Math.min(2 * pause, LONGEST_PAUSE));
  }

  async function arrived({ messageId: id, company, category, sealed, occurredAt: at }) {
    if (!known.has(id)) {
      let text;
      try {
        text = await open(sealed, keys.privateKey, { to: person, from: company });
      } catch {
        letters.addShut({ id, company, category, at });
        return showWhetherAny();
      }
      try {
        await add({ id, company, category, at, text, mine: false, seen: false, told: '' });
      } catch {
        return trouble('notKept');
      }
      announce(company);
    }
    reports.offeredAgain(id);
    return reports.report();
  }

  async function sent(letter) {
    await add(letter);
    tell('sent');
  }

  async function add(letter) {
    await keeping.keep(letter);
    known.set(letter.id, letter);
    letters.add(letter);
    showWhetherAny();
  }

  async function seen(id) {
    const letter = known.get(id);
    if (letter) {
      letter.seen = true;
      await keeping.keep(letter);
      await reports.report();
    }
  }
}

/** Trying again would be refused again. */
function isOver(failure) {
  const refused = failure instanceof Refused;
  if (refused && (failure.isOver || failure.isReplaced)) {
    trouble(failure.isOver ? 'over' : 'replaced');
    return true;
  }
  return false;
}

/** And says so once it is done: the page is loaded anew, with a new key. */
function offerToForget(keeping) {
  document.getElementById('forget').addEventListener('close', async ({ target }) => {
    if (target.returnValue === 'forget') {
      await keeping.forget();
      location.hash = 'forgotten';
      location.reload();
    }
  });
  if (location.hash === '#forgotten') {
    history.replaceState(null, '', location.pathname + location.search);
    trouble('forgotten');
    document.querySelector('[data-result]').focus();
  }
}

function showWhetherAny() {
  document.getElementById('none').hidden = document.querySelector('.letter') !== null;
}

/** By ear: what is added is read out when the reader has a moment. */
function tell(part, slots) {
  const news = document.getElementById('news');
  news.append(filled(`news-${part}`, slots));
  while (news.childElementCount > MOST_NEWS) {
    news.firstElementChild.remove();
  }
}

/** Once for all that comes together. */
function announce(company) {
  announce.companies = [...(announce.companies ?? []), company];
  clearTimeout(announce.timer);
  announce.timer = setTimeout(() => {
    const count = announce.companies.length;
    if (count === 1) {
      tell('one', { company });
    } else {
      tell('many', { count });
    }
    announce.companies = [];
  }, QUIET);
}
