import * as fc from 'fast-check';
import type { Decider, DomainEvent } from '../../src/domain/decider.js';
import { officialId } from '../../src/domain/ids.js';
import type { OfficialId } from '../../src/domain/ids.js';
import type { MandateCommand } from '../../src/domain/mandate/commands.js';
import { mandate } from '../../src/domain/mandate/mandate.js';
import { cents, rate } from '../../src/domain/money.js';
import { Rejection } from '../../src/domain/rejection.js';
import type { Reference } from '../../src/domain/reference.js';
import type { Rules } from '../../src/domain/rules.js';
import type { RulebookCommand } from '../../src/domain/rulebook/rulebook.js';
import { rulebook } from '../../src/domain/rulebook/rulebook.js';
import type { StatementRunCommand } from '../../src/domain/statement-run/statement-run.js';
import { statementRun } from '../../src/domain/statement-run/statement-run.js';
import { addDays, day, yearMonth } from '../../src/domain/time.js';
import { ALICE, BRUNO, recorded } from '../support/facts.js';
import { CLARA, DAVID, publishedReference } from '../support/published.js';

const EVA = officialId('eva');
const OFFICIALS = [ALICE, BRUNO, CLARA, DAVID, EVA];
const [first] = publishedReference().rulebook.rows('RIS', 'ris.rate.piis');
if (!first) throw new Error('the published rulebook has no rate of the PIIS');
const { sequence: _sequence, ...ROW } = first;

interface Step {
  readonly act: number;
  readonly by: OfficialId;
  readonly other: OfficialId;
  readonly proposal: string;
  readonly days: number;
}
type Act = MandateCommand | StatementRunCommand | RulebookCommand;

const step = fc.record({
  act: fc.nat(9),
  by: fc.constantFrom(...OFFICIALS),
  other: fc.constantFrom(...OFFICIALS),
  proposal: fc.constantFrom('a', 'b'),
  days: fc.nat(2),
});

const START = day('2025-03-10');
const DUE = { asOfSequence: 1, items: 1, net: cents(100), payable: cents(100) };

/** Whatever an official may try, with valid and with senseless arguments. */
function actOf({ act, by, other, proposal: proposalId, days }: Step, index: number): Act {
  const on = addDays(START, index + days);
  const who = { by, on, proposalId };
  const month = yearMonth('2025-03');
  const terms = { schemes: ['*'], validFrom: on, validUntil: addDays(on, 20) };
  const acts: readonly Act[] = [
    { type: 'ProposeMandate', ...who, officialId: other, role: 'runManager', ...terms, ceiling: cents(100) },
    { type: 'ConfirmMandate', ...who, officialId: other },
    { type: 'RevokeMandate', ...who, officialId: other, role: 'runManager', from: on, reason: 'test' },
    {
      type: 'ProposeDelegation',
      ...{ proposalId, on, officialId: by, delegateId: other, roles: ['runManager', 'ruleEditor'] },
      ...terms,
    },
    { type: 'ConfirmDelegation', ...who, officialId: other },
    { type: 'RevokeDelegation', ...who, officialId: other, from: on, reason: 'test' },
    { type: 'ProposeStatementRun', ...who, month, sentThrough: null, runBefore: null, due: DUE },
    { type: 'ConfirmStatementRun', ...who, month, runBefore: null, due: DUE },
    {
      type: 'ProposeRules',
      ...who,
      scheme: 'RIS',
      parameters: [{ ...ROW, values: { rate: rate(`0.1${index % 9 || 1}`) } }],
    },
    { type: 'ConfirmRules', ...who, scheme: 'RIS' },
  ];
  const chosen = acts[act];
  if (!chosen) throw new Error(`no act ${act}`);
  return chosen;
}

/** Folds and decides as one node would; refusals change nothing. */
class World {
  readonly rules: Reference = publishedReference();
  readonly facts: { readonly event: DomainEvent; readonly stream: string; readonly by: OfficialId }[] = [];

  take(command: Act): void {
    switch (command.type) {
      case 'ProposeStatementRun':
      case 'ConfirmStatementRun':
      case 'CompleteStatementRun':
        return this.#run(statementRun, command);
      case 'ProposeRules':
      case 'ConfirmRules':
        return this.#run(rulebook, command);
      default:
        return this.#run(mandate, command);
    }
  }

  #run<State, Command extends Act, Event extends DomainEvent>(
    decider: Decider<State, Command, Event, Rules>,
    command: Command,
  ): void {
    const stream = decider.streamOf(command);
    const own = this.facts.filter((fact) => fact.stream === stream).map((fact) => fact.event as Event);
    const state = own.reduce((before, event) => decider.evolve(before, event), decider.initial);
    try {
      for (const event of decider.decide(command, state, this.rules)) {
        this.facts.push({ event, stream, by: 'by' in command ? command.by : officialOf(command) });
        this.rules.apply(recorded(event, this.rules.knownThrough + 1));
      }
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
    }
  }
}

const officialOf = (command: Act): OfficialId =>
  command.type === 'ProposeDelegation' ? command.officialId : ALICE;

const CONFIRMS: Readonly<Record<string, string>> = {
  MandateConfirmed: 'MandateProposed',
  DelegationConfirmed: 'DelegationProposed',
  StatementRunStarted: 'StatementRunProposed',
  RulebookConfirmed: 'RulebookProposed',
};

/** Each confirmation with who confirmed and who proposed what was confirmed. */
function confirmations({
  facts,
}: World): readonly { readonly by: OfficialId; readonly proposedBy: OfficialId }[] {
  return facts.flatMap(({ event, stream, by }, index) => {
    const proposal = CONFIRMS[event.type];
    const { proposalId } = event.data as { readonly proposalId?: string };
    const proposed = facts
      .slice(0, index)
      .findLast(
        (one) =>
          one.stream === stream &&
          one.event.type === proposal &&
          (one.event.data as { readonly proposalId: string }).proposalId === proposalId,
      );
    return proposed ? [{ by, proposedBy: proposed.by }] : [];
  });
}

const play = (steps: readonly Step[]): World => {
  const world = new World();
  steps.forEach((one, index) => world.take(actOf(one, index)));
  return world;
};

describe('two people', () => {
  it('propose and confirm, whatever is delegated and taken away in between', () => {
    let confirmed = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 40, maxLength: 120 }), (steps) => {
        for (const { by, proposedBy } of confirmations(play(steps))) {
          expect(by).not.toBe(proposedBy);
          confirmed += 1;
        }
      }),
      { numRuns: 60, seed: 20_250_302 },
    );
    expect(confirmed).toBeGreaterThan(30);
  });

  it('are needed: one official alone, whoever it is, confirms nothing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...OFFICIALS),
        fc.array(step, { minLength: 10, maxLength: 60 }),
        (alone, steps) => {
          expect(confirmations(play(steps.map((one) => ({ ...one, by: alone }))))).toEqual([]);
        },
      ),
      { numRuns: 60, seed: 20_250_303 },
    );
  });
});
