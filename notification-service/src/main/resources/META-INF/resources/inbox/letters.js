// Shows letters by company, the newest last; the company that wrote last comes first when the page opens. Texts are put in as text.

const copy = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);

export function filled(id, slots = {}) {
  const part = copy(id);
  for (const [name, text] of Object.entries(slots)) {
    part.querySelectorAll(`[data-slot=${name}]`).forEach((slot) => slot.replaceChildren(text));
  }
  return part;
}

/**
 * @param replied takes company and text, and says by which part the person is told: undefined when it is sent
 * @param seen takes the id of a letter whose end is in view
 */
export function lettersIn(list, { replied, seen }) {
  const cards = new Map();
  const items = new Map();
  const time = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'long', timeStyle: 'short' });
  const watch = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => {
    watch.unobserve(entry.target);
    seen(entry.target.closest('li').dataset.id);
  }));

  function cardOf(company) {
    if (!cards.has(company)) {
      const card = filled('a-company', { company, initial: company.charAt(0).toUpperCase() });
      const heading = card.querySelector('h2');
      heading.id = `from-${company}`;
      card.setAttribute('aria-labelledby', heading.id);
      card.querySelector('[data-block]').href = `/inbox/privacy?company=${encodeURIComponent(company)}`;
      const text = card.querySelector('textarea');
      text.id = `reply-${company}`;
      card.querySelector('label').htmlFor = text.id;
      card.querySelector('form').addEventListener('submit', (event) => submitted(event, company, text));
      cards.set(company, card);
      list.prepend(card);
    }
    return cards.get(company);
  }

  async function submitted(event, company, text) {
    event.preventDefault();
    const button = event.target.querySelector('button');
    button.disabled = true;
    const trouble = await replied(company, text.value);
    event.target.querySelector('.reply-told').replaceChildren(...(trouble ? [filled(trouble)] : []));
    button.disabled = false;
    if (!trouble) {
      text.value = '';
      text.focus();
    }
  }

  function put(part, { id, company, category, at }) {
    const item = filled(part.id, part.slots);
    item.dataset.id = id;
    item.querySelector('[data-badge]')?.replaceWith(copy(`badge-${category}`));
    const when = item.querySelector('time');
    when.dateTime = at;
    when.append(time.format(new Date(at)));
    const before = cardOf(company).querySelector('ol');
    before.insertBefore(item, [...before.children].find((other) => other.querySelector('time').dateTime > at) ?? null);
    items.set(id, item);
    return item;
  }

  return {
    /** All that was kept. */
    show(letters) {
      letters.toSorted((one, other) => one.at.localeCompare(other.at)).forEach((letter) => this.add(letter));
      letters.toSorted((one, other) => one.at.localeCompare(other.at))
        .forEach((letter) => list.prepend(cardOf(letter.company)));
    },
    add(letter) {
      const item = put({ id: letter.mine ? 'my-letter' : 'a-letter', slots: { text: letter.text } }, letter);
      if (!letter.mine && !letter.seen) {
        watch.observe(item.querySelector('.letter-foot'));
      }
    },
    /** One that this key does not open; once, however often it is offered. */
    addShut(letter) {
      if (!items.has(letter.id)) {
        put({ id: 'a-shut-letter' }, letter);
      }
    },
    remove(id) {
      items.get(id)?.remove();
      items.delete(id);
    },
  };
}
