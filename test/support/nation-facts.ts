import type { DomainEvent } from '../../src/domain/decider.js';
import type { Reference } from '../../src/domain/reference.js';
import { day } from '../../src/domain/time.js';
import { shareFacts } from './dossier.js';
import { CLARA, MANDATES, importParties, publishedReference, publishedRules } from './published.js';
import type { StreamFacts } from './intake-node.js';

/** Mandates, the published rules, all CPAS with the mergers up to a day, and a share for each in 2023 to 2025. */
export function nationFacts(through: string): StreamFacts {
  const rules: Reference = publishedReference();
  const parties = importParties(rules, day(through));
  const byParty = new Map<string, DomainEvent[]>();
  for (const fact of parties) {
    byParty.set(fact.data.partyId, [...(byParty.get(fact.data.partyId) ?? []), fact]);
  }
  const ids = parties.flatMap((fact) => (fact.type === 'PartyRegistered' ? [fact.data.partyId] : []));
  return [
    ['mandate-clara', MANDATES.filter(({ data }) => data.officialId === CLARA)],
    ['rulebook-RIS', publishedRules()],
    ...[...byParty].map(([id, facts]) => [`party-${id}`, facts] as const),
    ...ids.map(
      (id) => [`share-${id}`, [2023, 2024, 2025].flatMap((year) => shareFacts(id, year, '0.55'))] as const,
    ),
  ];
}
