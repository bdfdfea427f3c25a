import type { Recorded } from './decider.js';
import type { LogOpened } from './log-opened.js';
import type { MandateEvent } from './mandate/events.js';
import type { PartyEvent } from './party/events.js';
import type { RedeterminationEvent } from './redetermination/events.js';
import type { RulebookEvent } from './rulebook/events.js';
import type { ShareEvent } from './share/events.js';
import type { StatementRunEvent } from './statement-run/events.js';

/** The facts that decisions look up, and the proposals that wait for a second person. */
export type ReferenceEvent =
  | LogOpened
  | MandateEvent
  | PartyEvent
  | ShareEvent
  | RulebookEvent
  | RedeterminationEvent
  | StatementRunEvent;

const READS: Readonly<Record<ReferenceEvent['type'], true>> = {
  LogOpened: true,
  MandateProposed: true,
  MandateConfirmed: true,
  MandateRevoked: true,
  DelegationProposed: true,
  DelegationConfirmed: true,
  DelegationRevoked: true,
  OfficialNamed: true,
  PartyRegistered: true,
  PartyChanged: true,
  SuccessionProposed: true,
  PartySucceeded: true,
  IbanProposed: true,
  IbanConfirmed: true,
  ShareDetermined: true,
  ShareConfirmed: true,
  RulebookProposed: true,
  RulebookConfirmed: true,
  RedeterminationProposed: true,
  RedeterminationApproved: true,
  RedeterminationWithdrawn: true,
  RedeterminationCompleted: true,
  StatementRunProposed: true,
  StatementRunStarted: true,
  StatementRunCompleted: true,
};

export const REFERENCE_EVENTS: ReadonlySet<string> = new Set(Object.keys(READS));

export const isReferenceFact = (fact: Recorded): fact is Recorded<ReferenceEvent> =>
  REFERENCE_EVENTS.has(fact.type);
