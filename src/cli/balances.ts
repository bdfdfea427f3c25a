import type { Command } from 'commander';
import { balancesAt, trialBalanceAt } from '../../projections/balances/query.js';
import type { Moment } from '../../projections/balances/query.js';
import type { PartyId } from '../domain/ids.js';
import { brusselsDay } from '../domain/time.js';
import type { Day } from '../domain/time.js';
import { inSession } from './door.js';
import type { Door, Flows } from './door.js';
import { EXIT, Ended } from './exit-codes.js';
import { asOfOption, clocksOf } from './clocks.js';
import type { ClockOptions } from './clocks.js';
import { dayOption, labelOf, partyAsked } from './parties.js';

const ACCOUNTS = ['expense', 'open', 'stated', 'paid', 'offset'] as const;

/** `flows balances` and `flows trial-balance`: any past moment, on both clocks. */
export function registerBalances(program: Command, door: Door): void {
  clocksOf(program.command('balances').description('what SPP IS owes each CPAS, by fund, scheme and years'))
    .option('--nis <code>', 'one CPAS, by NIS code or party id; all where not given')
    .action((options: ClockOptions & { nis?: string }, command: Command) =>
      inSession(door, command, { write: false }, async ({ flows, output }) => {
        const today = brusselsDay(flows.clock.now());
        const party = options.nis === undefined ? undefined : partyAsked(flows, options.nis);
        const moment = momentOf(flows, options);
        const rows = flows.engine.read('balances', (store) => balancesAt(store, moment, party));
        output.text(`as of sequence ${moment.asOfSequence}, valid on ${moment.validOn ?? 'every day'}`);
        if (party !== undefined) output.text(successionText(flows, party, today));
        output.rows(
          rows.map((row) => ({ cpas: labelOf(flows, row.partyId, today), ...row, ...moment })),
          ['cpas', 'fund', 'scheme', 'referenceYear', 'budgetYear', ...ACCOUNTS],
        );
      }),
    );
  clocksOf(
    program.command('trial-balance').description('the accounts of each fund; their total is zero'),
  ).action((options: ClockOptions, command: Command) =>
    inSession(door, command, { write: false }, async ({ flows, output }) => {
      const moment = momentOf(flows, options);
      const rows = flows.engine.read('balances', (store) => trialBalanceAt(store, moment));
      output.text(`as of sequence ${moment.asOfSequence}, valid on ${moment.validOn ?? 'every day'}`);
      output.rows(
        rows.map((row) => ({ ...row, ...moment })),
        ['fund', ...ACCOUNTS, 'total'],
      );
      if (rows.some((row) => row.total !== 0)) throw new Ended(EXIT.notEqual);
    }),
  );
}

/** A CPAS that ended points to the one that has its rights and debts. */
function successionText(flows: Flows, party: PartyId, today: Day): string {
  const owner = flows.engine.reference().parties.ownerOn(party, today);
  const followed = owner === party ? '' : `, followed by ${labelOf(flows, owner, today)}`;
  return `${labelOf(flows, party, today)}${followed}`;
}

function momentOf(flows: Flows, options: ClockOptions): Moment {
  const today = brusselsDay(flows.clock.now());
  return {
    asOfSequence: asOfOption(flows, 'balances', options),
    validOn: options.validOn === undefined ? null : dayOption('--valid-on', options.validOn, today),
  };
}
