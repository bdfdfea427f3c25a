import { join } from 'node:path';
import { openDirectory } from './directory.js';
import type { Directory } from './directory.js';
import { openEvidence } from './evidence-store.js';
import type { EvidenceStore } from './evidence-store.js';
import { openKeys } from './keys.js';
import type { Keys } from './keys.js';

/** What stands beside the log because it must be erasable, and the keys that the log's pseudonyms rest on. */
export class Stores {
  private constructor(
    readonly keys: Keys,
    readonly evidence: EvidenceStore,
    readonly directory: Directory,
  ) {}

  /** With `create`, missing first keys are made: only for a log that is still empty. Throws `KeyMissing`. */
  static async open(folder: string, options: { readonly create: boolean }): Promise<Stores> {
    const keys = await openKeys(join(folder, 'keys'), options);
    const evidence = await openEvidence(join(folder, 'evidence'), keys);
    return new Stores(keys, evidence, await openDirectory(join(folder, 'directory')));
  }
}
