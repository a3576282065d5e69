// What this browser keeps for one device of one person, and for nobody else who signs in here: its key pair, and what was opened or
// written. A letter is {id, company, category, at, text, mine, seen, told}; told is what was reported of it: '', delivered or read.

import { newKeys } from './sealing.js';

export async function openKeeping(person, device) {
  const name = `assent-inbox/${person}/${device}`;
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore('keys');
    opening.result.createObjectStore('letters', { keyPath: 'id' });
  };
  const database = await answer(opening);
  database.onversionchange = () => database.close(); // another window forgets everything

  const read = (store, what) => answer(what(database.transaction(store).objectStore(store)));

  /** Done when it is on the disk: only then is anything reported. */
  const write = (store, what) => new Promise((resolve, reject) => {
    const transaction = database.transaction(store, 'readwrite', { durability: 'strict' });
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
    what(transaction.objectStore(store));
  });

  return {
    /** Made at the first call; when two windows make one at once, the first counts for both. */
    async keys() {
      if (!(await read('keys', (store) => store.get('pair')))) {
        const fresh = await newKeys();
        await write('keys', (store) => {
          const there = store.count('pair');
          there.onsuccess = () => there.result || store.put(fresh, 'pair');
        });
      }
      return read('keys', (store) => store.get('pair'));
    },
    letters: () => read('letters', (store) => store.getAll()),
    keep: (letter) => write('letters', (store) => store.put(letter)),
    drop: (id) => write('letters', (store) => store.delete(id)),
    forget() {
      database.close();
      return answer(indexedDB.deleteDatabase(name));
    },
  };
}

const answer = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
