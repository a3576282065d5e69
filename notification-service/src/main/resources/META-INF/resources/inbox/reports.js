// Tells what was delivered and what was read, one report at a time; what comes meanwhile goes with the next.

const BATCH = 200;
const PAUSE = 5_000;

/**
 * @param known letters by id
 * @param lateOne takes a letter that had ended before it was reported, since the person blocked or took back, or its time was over
 * @param refused takes a failure, and says whether it is to be tried again
 */
export function reportsOf(known, { wire, keeping, lateOne, refused }) {
  const unsettled = new Set();
  let running = false;

  const due = () => [...known.values()]
    .filter(({ id, mine, seen, told }) => !mine && !unsettled.has(id) && told !== 'read' && (seen || told === ''))
    .slice(0, BATCH);

  async function settle({ messageId: id, status, result }) {
    const letter = known.get(id);
    switch (result) {
      case 'recorded':
      case 'duplicate':
        letter.told = status;
        return keeping.keep(letter);
      case 'too_late':
        known.delete(id);
        await keeping.drop(id);
        return lateOne(letter);
      default:
        return unsettled.add(id); // not known to the service: perhaps when it is offered again
    }
  }

  async function report() {
    if (running) {
      return;
    }
    running = true;
    try {
      for (let letters = due(); letters.length > 0; letters = due()) {
        const status = new Map(letters.map(({ id, seen }) => [id, seen ? 'read' : 'delivered']));
        const results = await wire.report([...status].map(([id, what]) => [what, id]));
        await Promise.all(results.map((each) => settle({ ...each, status: status.get(each.messageId) })));
      }
    } catch (failure) {
      if (refused(failure)) {
        setTimeout(report, PAUSE);
      }
    } finally {
      running = false;
    }
  }

  return {
    report,
    offeredAgain: (id) => unsettled.delete(id),
  };
}
