import type { Command } from 'commander';
import { trailOf } from '../../projections/audit-trail/query.js';
import type { TrailFilter } from '../../projections/audit-trail/query.js';
import { atField } from '../domain/rejection.js';
import { day } from '../domain/time.js';
import { inSession } from './door.js';
import type { Door, Flows } from './door.js';
import { partyAsked, wholeOption } from './parties.js';

interface TrailOptions {
  readonly official?: string;
  readonly pseudonym?: string;
  readonly nis?: string;
  readonly stream?: string;
  readonly type?: string;
  readonly from?: string;
  readonly until?: string;
  readonly after: string;
  readonly limit: string;
}

/** `flows trail`: who did what, when, why, for which CPAS, by which command. */
export function registerTrail(program: Command, door: Door): void {
  program
    .command('trail')
    .description('who did what, when, why, for which CPAS, by which command')
    .option('--official <id>')
    .option('--pseudonym <id>', 'of a beneficiary')
    .option('--nis <code>', 'a CPAS, by NIS code or party id')
    .option('--stream <name>', 'such as dossier-…')
    .option('--type <name>', 'such as StatementIssued')
    .option('--from <day>')
    .option('--until <day>')
    .option('--after <sequence>', 'go on after this sequence', '0')
    .option('--limit <n>', 'rows', '50')
    .action((options: TrailOptions, command: Command) =>
      inSession(door, command, { write: false }, async ({ flows, output }) => {
        const rows = flows.engine.read('audit-trail', (store, at) =>
          trailOf(store, filterOf(flows, options), {
            afterSequence: wholeOption('--after', options.after, { min: 0, max: Number.MAX_SAFE_INTEGER }),
            limit: wholeOption('--limit', options.limit, { min: 1, max: 10_000 }),
            asOfSequence: at.sequence,
          }),
        );
        output.rows(rows, [
          'sequence',
          'recordedAt',
          'official',
          'mandate',
          'type',
          'stream',
          'parties',
          'why',
          'commandId',
        ]);
      }),
    );
}

function filterOf(flows: Flows, options: TrailOptions): TrailFilter {
  const { official, pseudonym, stream, type, nis, from, until } = options;
  return {
    ...(official === undefined ? {} : { official }),
    ...(pseudonym === undefined ? {} : { pseudonyms: [pseudonym] }),
    ...(stream === undefined ? {} : { stream }),
    ...(type === undefined ? {} : { type }),
    ...(nis === undefined ? {} : { cpasId: partyAsked(flows, nis) }),
    ...(from === undefined ? {} : { from: atField('--from', () => day(from)) }),
    ...(until === undefined ? {} : { until: atField('--until', () => day(until)) }),
  };
}
