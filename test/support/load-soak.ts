import { closedLoop } from './load-client.js';
import { balanceReads, clients, commands, conditionalReads } from './load-clients.js';
import type { Asked } from './load-clients.js';
import type { LoadServer, ServerFigures } from './load-server.js';

/** How the server stood at a moment of a long load. */
export interface SoakSample extends ServerFigures {
  /** Minutes since it began. */
  readonly at: number;
}

/** The heap goes up and down with each collection: many samples see through it, a few would not. */
const EVERY_SECONDS = 5;
const SAID_EVERY = 6;
/** Commands as fast as 64 in flight go, before the load begins: until the caches of the files are full. */
const FILLING_SECONDS = 30;
/** Until the code of all requests is compiled. */
const WARM_UP_PART = 0.3;
/** What the rest of the time may add, as a part of what is held: commands that are recorded are known to the node too. */
const GROWTH_PART_MAX = 0.05;

/** Each kind of work begins so many times in a second, unless the last one has not ended. */
const RATES = { balances: 600, unchanged: 200, commands: 10 };

/** A constant mixed load for so many minutes, after the caches are filled; how the server stands is said each half minute. */
export async function soak(
  server: LoadServer,
  asked: Asked,
  { minutes, said }: { readonly minutes: number; readonly said: (line: string) => void },
): Promise<readonly SoakSample[]> {
  await filled(asked, said);
  const kinds = await Promise.all([
    clients(asked, 2, paced(balanceReads(asked), RATES.balances / 2)),
    clients(asked, 1, paced(conditionalReads(asked), RATES.unchanged)),
    clients(asked, 1, paced(commands(asked), RATES.commands)),
  ]);
  try {
    const works = kinds.flatMap((kind) => kind.works);
    const [{ count }, samples] = await Promise.all([
      closedLoop(works, minutes * 60),
      sampled(server, minutes, said),
    ]);
    said(`${count} requests`);
    return samples;
  } finally {
    for (const { close } of kinds) close();
  }
}

async function filled(asked: Asked, said: (line: string) => void): Promise<void> {
  const { works, close } = await clients(asked, 64, commands(asked));
  try {
    const { count } = await closedLoop(works, FILLING_SECONDS);
    said(`${count} commands first`);
  } finally {
    close();
  }
}

async function sampled(
  server: LoadServer,
  minutes: number,
  said: (line: string) => void,
): Promise<readonly SoakSample[]> {
  const start = performance.now();
  const samples: SoakSample[] = [];
  while (samples.length < (minutes * 60) / EVERY_SECONDS) {
    const due = start + (samples.length + 1) * EVERY_SECONDS * 1000;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    const one = { at: (performance.now() - start) / 60_000, ...(await server.figures()) };
    samples.push(one);
    if (samples.length % SAID_EVERY === 0) said(lineOf(one));
  }
  return samples;
}

const lineOf = ({ at, rssMiB, heapMiB, heapHeldMiB, delayP99, processor }: SoakSample): string =>
  `${at.toFixed(1)} min: ${rssMiB.toFixed(0)} MiB, heap ${heapMiB.toFixed(0)} of ${heapHeldMiB.toFixed(0)} MiB, ` +
  `event loop p99 ${delayP99.toFixed(1)} ms, processor ${processor.toFixed(1)} s`;

type Work = Parameters<typeof clients>[2];

/** The same work, begun no more often than so many times in a second. */
const paced =
  (work: Work, perSecond: number): Work =>
  (connection, mine) => {
    const once = work(connection, mine);
    let due = performance.now();
    return async () => {
      due = Math.max(due + 1000 / perSecond, performance.now() - 1000);
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
      await once();
    };
  };

/** Least squares over what came after the warm-up: whether the memory held stays what it is, within a part of it. */
export function isFlat(samples: readonly SoakSample[]): { readonly flat: boolean; readonly text: string } {
  const last = samples.at(-1)?.at ?? 0;
  const counted = samples.filter(({ at }) => at >= last * WARM_UP_PART);
  const mean = (pick: (one: SoakSample) => number): number =>
    counted.reduce((sum, one) => sum + pick(one), 0) / counted.length;
  const [at, rss] = [mean((one) => one.at), mean((one) => one.rssMiB)];
  const slope =
    mean((one) => (one.at - at) * (one.rssMiB - rss)) / mean((one) => (one.at - at) * (one.at - at));
  const growth = slope * last * (1 - WARM_UP_PART);
  const flat = growth <= GROWTH_PART_MAX * rss;
  const text =
    `${flat ? 'flat' : 'NOT flat'}: after the warm-up ${rss.toFixed(0)} MiB in the mean, ` +
    `${slope.toFixed(2)} MiB a minute, that is ${growth.toFixed(1)} MiB over the rest (at most ${GROWTH_PART_MAX * 100} %)`;
  return { flat, text };
}
