/** Keeps the books: each call that was made is answered once, by its own answer, and its log is closed once. */
export class Ledger {
  #open = new Map();
  #made = 0;
  /** Sentences, the first few of them. */
  problems = [];
  #problemCount = 0;

  get made() {
    return this.#made;
  }

  get problemCount() {
    return this.#problemCount;
  }

  /** To be given to every function as `onLog`. */
  onLog = (record) => {
    if (record.source !== "system" || !record.message.startsWith("END ")) return;
    const entry = this.#open.get(record.requestId);
    if (entry === undefined) this.complain(`${record.requestId} ended again after its answer`);
    else entry.ends += 1;
  };

  /**
   * Makes one call and judges it.
   *
   * @param call makes it, given its id.
   * @param judge gives a sentence if the answer is not the right one.
   */
  async make(name, call, judge) {
    const requestId = `${name}-${++this.#made}`;
    const entry = { ends: 0 };
    this.#open.set(requestId, entry);
    try {
      const answer = await beforeLong(call(requestId));
      const complaint = judge(answer, requestId);
      if (complaint) this.complain(`${requestId}: ${complaint}`);
      if (entry.ends > 1) this.complain(`${requestId} ended ${entry.ends} times`);
    } catch (error) {
      this.complain(`${requestId}: ${error.stack ?? error}`);
    } finally {
      this.#open.delete(requestId);
    }
  }

  complain(sentence) {
    this.#problemCount += 1;
    if (this.problems.length < 20) this.problems.push(sentence);
  }
}

const HANGING_MS = 120_000;

/** A call that hangs is a finding, not the end of the run. */
async function beforeLong(promise) {
  let timer;
  const hanging = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not answered within ${HANGING_MS} ms`)), HANGING_MS);
  });
  try {
    return await Promise.race([promise, hanging]);
  } finally {
    clearTimeout(timer);
  }
}
