import { unreachable } from '../../src/domain/decider.js';
import type { Recorded } from '../../src/domain/decider.js';
import type { DossierEvent, FormCRegularized } from '../../src/domain/dossier/events.js';
import type { LogOpened } from '../../src/domain/log-opened.js';
import type { PartyRegistered, PartySucceeded } from '../../src/domain/party/events.js';
import { brusselsDay, instant, monthOf } from '../../src/domain/time.js';
import type { Projection, Projector, Store } from '../projection.js';
import { withEntry, withMonth, withoutEntry } from './due.js';
import { filesIn } from './files.js';
import type { File } from './files.js';
import { DIGEST, TABLES } from './table.js';

type Fact = LogOpened | PartyRegistered | PartySucceeded | DossierEvent;

/** Which dossier is whose, what was determined of it, and from which month on it is due. */
export const dossiers: Projection<Fact> = {
  name: 'dossiers',
  version: 2,
  tables: TABLES,
  digest: DIGEST,
  reads: new Set([
    'LogOpened',
    'PartyRegistered',
    'PartySucceeded',
    'DossierOpened',
    'DecisionRecorded',
    'RequestRefused',
    'DecisionWithdrawn',
    'FormCRegularized',
    'LineDetermined',
  ] as const),
  open: openDossiers,
};

function openDossiers(store: Store): Projector<Fact> {
  const files = filesIn(store);
  const register = store.prepare('INSERT INTO party VALUES (?, ?)');
  const pass = store.prepare(
    'UPDATE party SET owner = (SELECT owner FROM party WHERE party_id = ?) WHERE owner = ?',
  );
  return {
    apply(fact) {
      switch (fact.type) {
        case 'LogOpened':
          return files.openLog(monthOf(brusselsDay(instant(fact.meta.recordedAt))));
        case 'PartyRegistered':
          register.run(fact.data.partyId, fact.data.partyId);
          return;
        case 'PartySucceeded':
          pass.run(fact.data.successorId, fact.data.partyId);
          return;
        case 'DossierOpened':
          return files.open(fact);
        default:
          return applyTo(touched(files.of(fact.data.dossierId), fact.sequence), fact);
      }
    },
    flush: () => files.flush(),
  };
}

function applyTo(
  file: File,
  fact: Recorded<Exclude<DossierEvent, { readonly type: 'DossierOpened' }>>,
): void {
  switch (fact.type) {
    case 'DecisionRecorded':
      file.timeline = withEntry(file.timeline, { kind: 'decision', from: fact.data.effectiveFrom });
      return;
    case 'DecisionWithdrawn':
      file.timeline = withEntry(file.timeline, { kind: 'withdrawal', from: fact.data.effectiveFrom });
      return;
    case 'FormCRegularized':
      if (fact.data.of === 'withdrawal') regularize(file, fact.data);
      return;
    case 'RequestRefused':
      return;
    case 'LineDetermined':
      if (fact.data.line.kind === 'grant')
        file.months = withMonth(file.months, fact.data.line.referenceMonth);
      return;
    default:
      return unreachable(fact);
  }
}

/** A withdrawal is taken back or moved. */
function regularize(file: File, { regularizes, effectiveFrom }: FormCRegularized['data']): void {
  const rest = withoutEntry(file.timeline, { kind: 'withdrawal', from: regularizes });
  file.timeline =
    effectiveFrom === null ? rest : withEntry(rest, { kind: 'withdrawal', from: effectiveFrom });
}

function touched(file: File, sequence: number): File {
  file.lastSequence = sequence;
  return file;
}
