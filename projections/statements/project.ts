import { unreachable } from '../../src/domain/decider.js';
import type { DossierOpened, LineDetermined } from '../../src/domain/dossier/events.js';
import type { PartyChanged, PartyRegistered, PartySucceeded } from '../../src/domain/party/events.js';
import type { RulebookConfirmed, RulebookProposed } from '../../src/domain/rulebook/events.js';
import type { ShareConfirmed } from '../../src/domain/share/events.js';
import type { StatementRunCompleted, StatementRunStarted } from '../../src/domain/statement-run/events.js';
import type { StatementIssued } from '../../src/domain/statements/events.js';
import type { SubmissionEvent } from '../../src/domain/submission/events.js';
import type { Projection, Projector, Store } from '../projection.js';
import { cutsIn } from './cut.js';
import { linesIn } from './lines.js';
import { partiesIn } from './parties.js';
import { staleIn } from './stale.js';
import { submissionsIn } from './submissions.js';
import { DIGEST, TABLES } from './table.js';

type Fact =
  | PartyRegistered
  | PartyChanged
  | PartySucceeded
  | RulebookProposed
  | RulebookConfirmed
  | ShareConfirmed
  | DossierOpened
  | LineDetermined
  | StatementRunStarted
  | StatementIssued
  | StatementRunCompleted
  | SubmissionEvent;

/** Statements and all that stands on them: items by run, versions of lines with what they used, what is open, what is stale. */
export const statements: Projection<Fact> = {
  name: 'statements',
  version: 4,
  tables: TABLES,
  digest: DIGEST,
  reads: new Set([
    'PartyRegistered',
    'PartyChanged',
    'PartySucceeded',
    'RulebookProposed',
    'RulebookConfirmed',
    'ShareConfirmed',
    'DossierOpened',
    'LineDetermined',
    'StatementRunStarted',
    'StatementIssued',
    'StatementRunCompleted',
    'SubmissionReceived',
    'SubmissionLinesRefused',
    'SubmissionCompleted',
  ] as const),
  open: openStatements,
};

function openStatements(store: Store): Projector<Fact> {
  const parties = partiesIn(store);
  const lines = linesIn(store, parties);
  const stale = staleIn(store, parties);
  const cuts = cutsIn(store, parties);
  const submissions = submissionsIn(store);
  const openDossier = store.prepare('INSERT INTO dossier VALUES (?, ?, ?)');
  return {
    apply(fact) {
      switch (fact.type) {
        case 'LineDetermined':
          lines.record(fact);
          return stale.examine(fact);
        case 'DossierOpened':
          openDossier.run(fact.data.dossierId, parties.rowOf(fact.data.cpasId), fact.data.fileNumber);
          return;
        case 'PartyRegistered':
          return parties.register(fact);
        case 'PartyChanged':
          return parties.change(fact);
        case 'PartySucceeded':
          parties.succeed(fact);
          return stale.succeed(fact);
        case 'RulebookProposed':
          return stale.proposeRules(fact);
        case 'RulebookConfirmed':
          return stale.confirmRules(fact);
        case 'ShareConfirmed':
          return stale.confirmShare(fact);
        case 'StatementRunStarted':
          return cuts.start(fact);
        case 'StatementIssued':
          return cuts.issue(fact);
        case 'StatementRunCompleted':
          return cuts.complete(fact);
        case 'SubmissionReceived':
          return submissions.receive(fact);
        case 'SubmissionLinesRefused':
          return submissions.refuse(fact);
        case 'SubmissionCompleted':
          return submissions.complete(fact);
        default:
          return unreachable(fact);
      }
    },
    flush: () => undefined,
  };
}
