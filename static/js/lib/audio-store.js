/**
 * A second copy of what is being said, in the browser's own database, for a page that is loaded
 * again or crashes before the server has stored the answer. Without a database, or when it fails,
 * nothing is said about it: there is still the copy in memory.
 */
import { within } from "./deadline.js";

const NAME = "unsaved answers";
const FRAMES = "frames"; // keys: interview, attempt, number of the first sample
const KEPT_FOR = 7 * 24 * 3_600_000; // milliseconds: an interview that nobody came back to
const LOADED_WITHIN = 2_000; // milliseconds

export class AudioStore {
  #interview;
  #database;

  /** @param {string} interview whose answers these are @param {IDBFactory | undefined} factory */
  constructor(interview, factory = globalThis.indexedDB) {
    this.#interview = interview;
    this.#database = opened(factory).catch(() => null);
  }

  /** What an earlier page left behind, in order. @returns {Promise<(Frame & {attempt: string})[]>} */
  async load() {
    const found = this.#do((frames) => {
      eraseOlderThan(frames, Date.now() - KEPT_FOR);
      return frames.getAll(this.#all);
    });
    return (await within(found, LOADED_WITHIN).catch(() => null)) ?? [];
  }

  /** @param {Frame} frame */
  add(attempt, frame) {
    return this.#do((frames) => this.#put(frames, attempt, frame));
  }

  /** From now on only these, of this attempt. @param {Frame[]} some */
  replace(attempt, some) {
    return this.#do((frames) => {
      frames.delete(this.#all);
      for (const frame of some) this.#put(frames, attempt, frame);
    });
  }

  get #all() {
    return IDBKeyRange.bound([this.#interview], [this.#interview, []]);
  }

  #put(frames, attempt, { start, samples }) {
    frames.put({ interview: this.#interview, attempt, start, samples, at: Date.now() });
  }

  /** Resolves with the result of the request that `act` returns, null if that comes to nothing. */
  async #do(act) {
    const database = await this.#database;
    if (!database) return null;
    try {
      const transaction = database.transaction(FRAMES, "readwrite", { durability: "relaxed" });
      const request = act(transaction.objectStore(FRAMES));
      await ended(transaction, "complete");
      return request?.result ?? null;
    } catch {
      return null;
    }
  }
}

/** All answers of all interviews. */
export function eraseAll(factory = globalThis.indexedDB) {
  try {
    factory.deleteDatabase(NAME);
  } catch {
    // No database, nothing to erase.
  }
}

async function opened(factory) {
  const request = factory.open(NAME, 1);
  request.onupgradeneeded = ({ target }) => {
    const keyPath = ["interview", "attempt", "start"];
    target.result.createObjectStore(FRAMES, { keyPath }).createIndex("at", "at");
  };
  await ended(request, "success");
  const database = request.result;
  database.onversionchange = () => database.close();
  return database;
}

function eraseOlderThan(frames, moment) {
  frames.index("at").openKeyCursor(IDBKeyRange.upperBound(moment)).onsuccess = ({ target }) => {
    if (!target.result) return;
    frames.delete(target.result.primaryKey);
    target.result.continue();
  };
}

function ended(work, well) {
  return new Promise((resolve, refuse) => {
    work.addEventListener(well, resolve);
    for (const badly of ["abort", "error"]) work.addEventListener(badly, () => refuse(work.error));
  });
}
