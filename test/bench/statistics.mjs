export function median(samples) {
  return quantile(samples, 0.5);
}

export function quantile(samples, share) {
  const sorted = [...samples].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

/** Half of the samples lie this far apart, as a share of the median. */
export function spread(samples) {
  const distance = quantile(samples, 0.75) - quantile(samples, 0.25);
  // Of nothing but zeros, too.
  return distance && distance / median(samples);
}

/** Takes turns, so that what else the machine does falls on all alike. */
export async function alternate(rounds, works) {
  const samples = works.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, work] of works.entries()) samples[index].push(await work());
  }
  return samples;
}

/** Runs `work` and gives the milliseconds that it took. */
export async function timed(work) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
