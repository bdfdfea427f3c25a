import type { DomainEvent } from '../../src/domain/decider.js';
import { officialId } from '../../src/domain/ids.js';
import type { MandateEvent, Role } from '../../src/domain/mandate/events.js';
import type { PartyEvent } from '../../src/domain/party/events.js';
import { party } from '../../src/domain/party/party.js';
import type { PartyState } from '../../src/domain/party/party.js';
import type { Reference } from '../../src/domain/reference.js';
import type { Parameter, RulebookEvent } from '../../src/domain/rulebook/events.js';
import { day } from '../../src/domain/time.js';
import type { Day } from '../../src/domain/time.js';
import { publishedMunicipalities, publishedRis } from '../../src/rulebook/files.js';
import { parseMunicipalities } from '../../src/rulebook/municipalities.js';
import { partyCommands } from '../../src/rulebook/party-commands.js';
import { parseRulebookFile } from '../../src/rulebook/rulebook-file.js';
import { ALICE, BRUNO, recorded, referenceOf } from './facts.js';

/** Two officials who hold every role since 2024, besides the founders. */
export const CLARA = officialId('clara');
export const DAVID = officialId('david');

const ROLES: readonly Role[] = ['registrar', 'ruleEditor', 'shareEditor', 'intake', 'runManager', 'auditor'];

/** The mandates of {@link CLARA} and {@link DAVID}. */
export const MANDATES: readonly MandateEvent[] = [CLARA, DAVID].flatMap((officialId_) =>
  ROLES.flatMap((role): readonly MandateEvent[] => {
    const proposalId = `${officialId_}-${role}`;
    const validFrom = day('2024-01-01');
    return [
      {
        type: 'MandateProposed',
        data: {
          proposalId,
          officialId: officialId_,
          role,
          schemes: ['*'],
          ceiling: null,
          validFrom,
          validUntil: null,
          proposedBy: ALICE,
        },
      },
      { type: 'MandateConfirmed', data: { proposalId, officialId: officialId_, confirmedBy: BRUNO } },
    ];
  }),
);

/** The published rulebook of the integration income, as confirmed facts. */
export function publishedRules(): readonly RulebookEvent[] {
  const file = parseRulebookFile(publishedRis());
  if (!file.ok) throw new Error(JSON.stringify(file.problems));
  const { scheme, parameters } = file;
  return [
    { type: 'RulebookProposed', data: { scheme, proposalId: 'published', proposedBy: CLARA, parameters } },
    { type: 'RulebookConfirmed', data: { scheme, proposalId: 'published', confirmedBy: DAVID } },
  ];
}

/** A row that no law knows. */
export const inventedRow = (ruleId: string, values: Parameter['values'], from: string): Parameter => ({
  ruleId,
  values,
  validFrom: day(from),
  validTo: null,
  legalReference: 'law of a test',
  status: 'published',
  mark: 'N',
  mayPayFrom: null,
  lastCheckedOn: day('2026-11-01'),
  source: 'test',
});

/** The rules with mandates, the published rulebook, and further facts after them. */
export const publishedReference = (...more: readonly DomainEvent[]): Reference =>
  referenceOf(...MANDATES, ...publishedRules(), ...more);

/** Brings the register of parties of these rules to a day, as an import on that day and its confirmation would; gives the facts it recorded. */
export function importParties(rules: Reference, through: Day): readonly PartyEvent[] {
  const table = parseMunicipalities(publishedMunicipalities());
  const states = new Map<string, PartyState>();
  const facts: PartyEvent[] = [];
  const proposed = partyCommands(table, { by: CLARA, on: through, through, proposalId: 'mergers' });
  const confirmed = proposed
    .filter((one) => one.type === 'ProposeSuccession')
    .map((one) => ({ ...one, type: 'ConfirmSuccession', by: DAVID }) as const);
  for (const command of [...proposed, ...confirmed]) {
    const before = states.get(command.partyId) ?? party.initial;
    const events = party.decide(command, before, rules);
    states.set(
      command.partyId,
      events.reduce((state, event) => party.evolve(state, event), before),
    );
    for (const event of events) rules.apply(recorded(event, rules.knownThrough + 1));
    facts.push(...events);
  }
  return facts;
}
