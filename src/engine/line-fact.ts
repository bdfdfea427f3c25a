import { catalog } from '../domain/catalog.js';
import type { Recorded } from '../domain/decider.js';
import type { LineDetermined } from '../domain/dossier/events.js';
import type { LocalLog } from '../log/event-log.js';
import { codecOf } from './codec.js';

const codec = codecOf(catalog);

/**
 * The determination at a sequence, with everything it used: read from the log itself, so that an explanation is of what is
 * sealed there and of no copy. Throws where the event is something else.
 */
export function lineFactAt(local: LocalLog, sequence: number): Recorded<LineDetermined> {
  const [event] = local.read(sequence - 1, 1);
  const fact = event && codec.decode(event);
  if (fact === undefined || !isLine(fact)) throw new Error(`event ${sequence} is no determination`);
  return fact;
}

const isLine = (fact: Recorded): fact is Recorded<LineDetermined> => fact.type === 'LineDetermined';
