import type { Command } from 'commander';
import { sequenceAsOf } from '../../projections/audit-trail/query.js';
import { Malformed, atField } from '../domain/rejection.js';
import { instant } from '../domain/time.js';
import { NoSuchMoment, sequenceOfMoment } from '../engine/moment.js';
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
  const { engine, clock } = flows;
  const head = engine.read(readModel, (_store, at) => at.sequence);
  const { asOf, asOfSequence } = options;
  const asked = {
    asOf: asOf === undefined ? undefined : atField('--as-of', () => instant(asOf)),
    asOfSequence:
      asOfSequence === undefined
        ? undefined
        : wholeOption('--as-of-sequence', asOfSequence, { min: 1, max: Number.MAX_SAFE_INTEGER }),
  };
  try {
    return sequenceOfMoment({ engine, clock, sequenceAsOf }, asked, head);
  } catch (error) {
    if (!(error instanceof NoSuchMoment)) throw error;
    throw new Malformed(error.rule, error.field === 'asOf' ? '--as-of' : '--as-of-sequence');
  }
}
