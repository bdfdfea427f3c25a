import type { Recorded } from '../domain/decider.js';
import type { LocalLog } from '../log/event-log.js';
import type { Store } from '../../projections/projection.js';
import type { ReadModels } from './read-models.js';
import { standingOf } from './waits.js';

/** The read model from which decisions know the rules. */
const REFERENCE = 'reference';

/** The facts about rules that the read model keeps. It may be missing, or of another log: then the log itself is read. */
export function keptFacts(
  readModels: ReadModels,
  local: LocalLog,
  referenceFacts: (store: Store) => Iterable<Recorded>,
): { readonly facts: readonly Recorded[]; readonly through: number } {
  const { health, pointed } = standingOf(readModels.standings(), REFERENCE);
  if (!pointed || health.stopped) return NOTHING_KEPT;
  return readModels
    .reader(REFERENCE)
    .read((store, { sequence }) =>
      sequence > local.head() ? NOTHING_KEPT : { facts: [...referenceFacts(store)], through: sequence },
    );
}

const NOTHING_KEPT = { facts: [], through: 0 } as const;
