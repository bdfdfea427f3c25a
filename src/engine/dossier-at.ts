import { catalog } from '../domain/catalog.js';
import type { Recorded } from '../domain/decider.js';
import { dossier } from '../domain/dossier/dossier.js';
import type { DossierEvent, DossierOpened, LineDetermined } from '../domain/dossier/events.js';
import type { DossierState, OpenDossier } from '../domain/dossier/state.js';
import type { LocalLog } from '../log/event-log.js';
import { codecOf } from './codec.js';

const codec = codecOf(catalog);

/** A dossier as it was known at a sequence, from its own events: the same for ever. */
export interface DossierAt {
  readonly opened: Recorded<DossierOpened>;
  readonly facts: readonly Recorded<DossierEvent>[];
  /** Every version of every line, in the order of recording. */
  readonly lines: readonly Recorded<LineDetermined>[];
  readonly state: OpenDossier;
  readonly version: string;
}

/** Undefined where it was not opened at the sequence. Throws `UnknownFact` for what a newer release wrote. */
export function dossierAt(local: LocalLog, dossierId: string, sequence: number): DossierAt | undefined {
  const facts: Recorded<DossierEvent>[] = [];
  let state: DossierState = dossier.initial;
  let revision = -1;
  for (const event of local.readStream(`dossier-${dossierId}`)) {
    if (event.sequence > sequence) break;
    revision = event.revision;
    // The stream's name says which facts are in it.
    const fact = codec.decode(event) as Recorded<DossierEvent> | undefined;
    if (fact === undefined) continue;
    facts.push(fact);
    state = dossier.evolve(state, fact);
  }
  const opened = facts.find((fact) => fact.type === 'DossierOpened');
  if (opened === undefined || state.status === 'none') return undefined;
  const lines = facts.filter((fact) => fact.type === 'LineDetermined');
  return { opened, facts, lines, state, version: String(revision) };
}

/** Whether a form or line of the dossier named one of the pseudonyms. */
export const namesOneOf = ({ facts }: DossierAt, pseudonyms: ReadonlySet<string>): boolean =>
  facts.some(
    ({ data }) =>
      'beneficiaries' in data && data.beneficiaries.some(({ pseudonym }) => pseudonyms.has(pseudonym)),
  );
