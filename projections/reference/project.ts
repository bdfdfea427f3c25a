import { catalog } from '../../src/domain/catalog.js';
import { REFERENCE_EVENTS } from '../../src/domain/reference-event.js';
import type { ReferenceEvent } from '../../src/domain/reference-event.js';
import type { Projection } from '../projection.js';
import { TABLES } from './table.js';

/** Rows hold today's shape, so a new version of any of these facts makes new rows. */
const shapes = [...REFERENCE_EVENTS].reduce((total, type) => total + catalog.versionOf(type), 0);

/** Keeps the few facts that decisions look up, so that a start reads them and not the whole log. */
export const reference: Projection<ReferenceEvent> = {
  name: 'reference',
  version: 2_000 + shapes,
  tables: TABLES,
  digest: [{ table: 'fact', orderBy: 'sequence' }],
  reads: REFERENCE_EVENTS as ReadonlySet<ReferenceEvent['type']>,
  open(store) {
    const insert = store.prepare('INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?)');
    return {
      apply({ sequence, stream, revision, id, type, data, meta }) {
        insert.run(sequence, stream, revision, id, type, JSON.stringify(data), JSON.stringify(meta));
      },
      flush: () => undefined,
    };
  },
};
