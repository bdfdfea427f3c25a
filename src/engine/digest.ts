import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Projection, Store } from '../../projections/projection.js';
import type { Build } from '../../projections/read-store.js';

/** What a read model holds at a sequence: equal for two builds exactly if their canonical rows are equal. */
export interface Digest {
  readonly name: string;
  readonly version: number;
  readonly sequence: number;
  readonly leaf: string;
  readonly tables: readonly TableDigest[];
}

export interface TableDigest {
  readonly table: string;
  readonly rows: number;
  /** SHA-256 over the ordered rows, 64 hex digits. */
  readonly sha256: string;
}

/** Takes the digest of what a build holds at this moment, while it goes on being written. Memory stays flat. */
export function digestOf(projection: Projection, build: Build): Promise<Digest> {
  const { sequence, leaf } = build.checkpoint();
  const whole = (tables: readonly TableDigest[]): Digest => {
    const { name, version } = projection;
    return { name, version, sequence, leaf, tables };
  };
  const snapshot = build.snapshot();
  if (snapshot === undefined) {
    return Promise.resolve(whole(projection.digest.map((part) => finished(steps(build.store, part)))));
  }
  return (async () => {
    try {
      const tables: TableDigest[] = [];
      for (const part of projection.digest) tables.push(await inTurns(steps(snapshot.store, part)));
      return whole(tables);
    } finally {
      snapshot.close();
    }
  })();
}

export const sameDigest = (a: Digest, b: Digest): boolean => JSON.stringify(a) === JSON.stringify(b);

const ROWS_A_TURN = 5_000;

function* steps(store: Store, part: Projection['digest'][number]): Generator<undefined, TableDigest> {
  const hash = createHash('sha256');
  const query = store.prepare(`SELECT * FROM ${part.table} ORDER BY ${part.orderBy}`);
  query.setReturnArrays(true);
  let rows = 0;
  for (const row of query.iterate()) {
    hash.update(`${JSON.stringify(row, canonicalCell)}\n`);
    rows += 1;
    if (rows % ROWS_A_TURN === 0) yield undefined;
  }
  return { table: part.table, rows, sha256: hash.digest('hex') };
}

const canonicalCell = (_key: string, value: unknown): unknown =>
  value instanceof Uint8Array ? { hex: Buffer.from(value).toString('hex') } : value;

function finished(work: Generator<undefined, TableDigest>): TableDigest {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

async function inTurns(work: Generator<undefined, TableDigest>): Promise<TableDigest> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await nextTurn();
  }
}
