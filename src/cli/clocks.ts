import type { Command } from 'commander';
import { sequenceAsOf } from '../../projections/audit-trail/query.js';
import { Malformed, atField } from '../domain/rejection.js';
import { instant } from '../domain/time.js';
import type { Flows } from './door.js';
import { wholeOption } from './parties.js';

/** The two clocks of a read: what was known, and what was valid. */
export interface ClockOptions {
  readonly asOf?: string;
  readonly asOfSequence?: string;
  readonly validOn?: string;
}

export const clocksOf = (command: Command): Command =>
  command
    .option('--as-of <moment>', 'what was known at a UTC moment, such as 2025-02-28T12:00:00.000Z')
    .option('--as-of-sequence <n>', 'what was known after the first n events; repeats exactly')
    .option('--valid-on <day>', 'what was valid on a day');

/** The sequence that a read is of; the newest that the read model holds where none is asked for. */
export function asOfOption(flows: Flows, readModel: string, options: ClockOptions): number {
  const head = flows.engine.read(readModel, (_store, at) => at.sequence);
  if (options.asOfSequence !== undefined && options.asOf !== undefined) {
    throw new Malformed('cannot stand beside --as-of', '--as-of-sequence');
  }
  if (options.asOfSequence !== undefined) {
    return wholeOption('--as-of-sequence', options.asOfSequence, { min: 1, max: head });
  }
  if (options.asOf === undefined) return head;
  const moment = atField('--as-of', () => instant(String(options.asOf)));
  const { sequence } = flows.engine.read('audit-trail', (store, at) =>
    sequenceAsOf(store, moment, at.sequence),
  );
  if (sequence === 0) throw new Malformed('is before the log was opened', '--as-of');
  return Math.min(sequence, head);
}
