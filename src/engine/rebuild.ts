import { digestOf, sameDigest } from './digest.js';
import type { Digest } from './digest.js';
import type { Lane } from './lane.js';
import type { Projections } from './project.js';
import { ReadModelStopped } from './waits.js';

export interface Rebuilt {
  readonly name: string;
  readonly sequence: number;
  readonly milliseconds: number;
  /** Digests of the build that was live and of the new one at one sequence; null where not asked for or not possible. */
  readonly before: Digest | null;
  readonly after: Digest | null;
  /** False: the new build was dropped and the old one stays, for someone to look at. Null: not compared. */
  readonly equal: boolean | null;
  /** The build that is live now. */
  readonly file: string;
}

/**
 * Builds a read model from the first event on, beside the live one, and switches to it. With `verify` the two are
 * compared at one sequence first (promise 3), and only an equal one takes over. Throws {@link ReadModelStopped}.
 */
export async function rebuild(
  projections: Projections,
  name: string,
  options: { readonly verify: boolean },
): Promise<Rebuilt> {
  const started = performance.now();
  const shadow = projections.beginShadow(name);
  const [before, after] = await catchUp(projections, { name, shadow, verify: options.verify }).catch(
    (error: unknown) => {
      projections.dropShadow(name, shadow);
      throw error;
    },
  );
  const equal = before && after ? sameDigest(before, after) : null;
  if (equal === false) projections.dropShadow(name, shadow);
  else projections.switchTo(name, shadow);
  const { build, sequence } = projections.live(name);
  const milliseconds = performance.now() - started;
  return {
    name,
    sequence: after?.sequence ?? sequence,
    milliseconds,
    before,
    after,
    equal,
    file: build.file,
  };
}

async function catchUp(
  projections: Projections,
  { name, shadow, verify }: { readonly name: string; readonly shadow: Lane; readonly verify: boolean },
): Promise<readonly [Digest, Digest] | readonly [null, null]> {
  const atLeast = projections.local.head();
  const compared: { digests?: Promise<readonly [Digest, Digest]> } = {};
  await projections.until(() => {
    if (shadow.stopped) throw new ReadModelStopped(`${name} cannot be rebuilt: ${shadow.stopped.reason}`);
    const live = projections.live(name);
    if (shadow.sequence < (live.stopped ? projections.local.head() : atLeast)) return false;
    if (live.stopped) return true;
    if (shadow.sequence !== live.sequence) return false;
    // Both snapshots are taken now, at one sequence; the reading of their rows may take its time.
    if (verify) {
      compared.digests = Promise.all([
        digestOf(live.projection, live.build),
        digestOf(shadow.projection, shadow.build),
      ]);
    }
    return true;
  }, Infinity);
  return (await compared.digests) ?? [null, null];
}
