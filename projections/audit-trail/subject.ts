import { unreachable } from '../../src/domain/decider.js';
import type { Beneficiary, DossierEvent } from '../../src/domain/dossier/events.js';
import type { PartyId } from '../../src/domain/ids.js';
import type { LogOpened } from '../../src/domain/log-opened.js';
import type { MandateEvent } from '../../src/domain/mandate/events.js';
import type { PartyEvent } from '../../src/domain/party/events.js';
import type { RedeterminationEvent } from '../../src/domain/redetermination/events.js';
import type { RulebookEvent } from '../../src/domain/rulebook/events.js';
import type { ShareEvent } from '../../src/domain/share/events.js';
import type { StatementRunEvent } from '../../src/domain/statement-run/events.js';
import type { StatementsEvent } from '../../src/domain/statements/events.js';
import { lineKeyText } from '../../src/domain/statements/item.js';
import type { SubmissionEvent } from '../../src/domain/submission/events.js';

/** Every fact of the catalog: the trail leaves none out. */
export type TrailFact =
  | LogOpened
  | MandateEvent
  | PartyEvent
  | ShareEvent
  | RulebookEvent
  | DossierEvent
  | SubmissionEvent
  | RedeterminationEvent
  | StatementRunEvent
  | StatementsEvent;

/** Whom a fact concerns, and why it was recorded, in a few words without a person's data. */
export interface Subject {
  readonly parties: readonly PartyId[];
  readonly beneficiaries: readonly Beneficiary[];
  readonly why: string;
}

const NONE: readonly never[] = [];

export function subjectOf(fact: TrailFact): Subject {
  switch (fact.type) {
    case 'LogOpened':
      return general(`log ${fact.data.logId} opened`);
    case 'MandateProposed':
    case 'MandateConfirmed':
    case 'MandateRevoked':
    case 'DelegationProposed':
    case 'DelegationConfirmed':
    case 'DelegationRevoked':
    case 'OfficialNamed':
      return general(mandateReason(fact));
    case 'PartyRegistered':
    case 'PartyChanged':
    case 'SuccessionProposed':
    case 'PartySucceeded':
    case 'IbanProposed':
    case 'IbanConfirmed':
      return ofParty(fact);
    case 'ShareDetermined':
      return of([fact.data.cpasId], `share of ${fact.data.year}: ${fact.data.share}, ${fact.data.basis}`);
    case 'ShareConfirmed':
      return of([fact.data.cpasId], `share of ${fact.data.year} confirmed`);
    case 'RulebookProposed':
      return general(
        `${fact.data.parameters.length} rows of ${fact.data.scheme}, proposal ${fact.data.proposalId}`,
      );
    case 'RulebookConfirmed':
      return general(`rows of ${fact.data.scheme} confirmed, proposal ${fact.data.proposalId}`);
    case 'DossierOpened':
      return of([fact.data.cpasId], `file ${fact.data.fileNumber} of ${fact.data.scheme}`);
    case 'DecisionRecorded':
    case 'RequestRefused':
    case 'DecisionWithdrawn':
    case 'FormCRegularized':
    case 'LineDetermined':
      return ofDossier(fact);
    case 'SubmissionReceived':
    case 'SubmissionLinesRefused':
    case 'SubmissionCompleted':
      return general(submissionReason(fact));
    case 'RedeterminationProposed':
      return of(fact.data.cpasIds, redeterminationReason(fact));
    case 'RedeterminationApproved':
    case 'RedeterminationWithdrawn':
    case 'RedeterminationCompleted':
      return general(redeterminationReason(fact));
    case 'StatementRunProposed':
    case 'StatementRunStarted':
    case 'StatementRunCompleted':
      return general(runReason(fact));
    case 'StatementIssued':
      return of([fact.data.cpasId], `statement ${fact.data.number}, run of ${fact.data.month}`);
    default:
      return unreachable(fact);
  }
}

const general = (why: string): Subject => of(NONE, why);
const of = (parties: readonly PartyId[], why: string): Subject => ({ parties, beneficiaries: NONE, why });

function ofParty(fact: PartyEvent): Subject {
  switch (fact.type) {
    case 'SuccessionProposed':
      return of(
        [fact.data.partyId, fact.data.successorId],
        `succession on ${fact.data.effectiveOn} proposed: ${fact.data.mode}, ${fact.data.source}`,
      );
    case 'PartySucceeded':
      return of(
        [fact.data.partyId, fact.data.successorId],
        `succeeded on ${fact.data.effectiveOn}: ${fact.data.mode}, ${fact.data.source}`,
      );
    case 'PartyRegistered':
      return of([fact.data.partyId], `registered: ${fact.data.source}`);
    case 'PartyChanged':
      return of([fact.data.partyId], `changed from ${fact.data.validFrom}: ${fact.data.source}`);
    case 'IbanProposed':
      return of(
        [fact.data.partyId],
        `account number from ${fact.data.validFrom}, proposal ${fact.data.proposalId}`,
      );
    case 'IbanConfirmed':
      return of([fact.data.partyId], `account number confirmed, proposal ${fact.data.proposalId}`);
    default:
      return unreachable(fact);
  }
}

function ofDossier(fact: Exclude<DossierEvent, { readonly type: 'DossierOpened' }>): Subject {
  const { form } = fact.data;
  switch (fact.type) {
    case 'DecisionRecorded':
      return {
        parties: [form.senderId],
        beneficiaries: fact.data.beneficiaries,
        why: `form B ${form.formReference} from ${fact.data.effectiveFrom}`,
      };
    case 'RequestRefused':
      return {
        parties: [form.senderId],
        beneficiaries: fact.data.beneficiaries,
        why: `form C ${form.formReference}: refused from ${fact.data.effectiveFrom}`,
      };
    case 'DecisionWithdrawn':
      return of([form.senderId], `form C ${form.formReference}: withdrawn from ${fact.data.effectiveFrom}`);
    case 'FormCRegularized':
      return of(
        [form.senderId],
        `form C ${form.formReference}: regularizes that of ${fact.data.regularizes}`,
      );
    case 'LineDetermined':
      return {
        parties: [fact.data.cpasId],
        beneficiaries: fact.data.beneficiaries,
        why: `${fact.data.cause}, line ${lineKeyText(fact.data.line)} version ${fact.data.version}, form ${form.formReference}`,
      };
    default:
      return unreachable(fact);
  }
}

function mandateReason(fact: MandateEvent): string {
  switch (fact.type) {
    case 'MandateProposed':
      return `${fact.data.role} for ${fact.data.officialId} from ${fact.data.validFrom}`;
    case 'MandateConfirmed':
      return `mandate of ${fact.data.officialId} confirmed, proposal ${fact.data.proposalId}`;
    case 'MandateRevoked':
      return `${fact.data.role} of ${fact.data.officialId} ends before ${fact.data.from}: ${fact.data.reason}`;
    case 'DelegationProposed':
      return `${fact.data.delegateId} for ${fact.data.officialId} as ${fact.data.roles.join(', ')}, ${fact.data.validFrom} to ${fact.data.validUntil}`;
    case 'DelegationConfirmed':
      return `${fact.data.delegateId} for ${fact.data.officialId} confirmed, proposal ${fact.data.proposalId}`;
    case 'DelegationRevoked':
      return `${fact.data.delegateId} for ${fact.data.officialId} ends before ${fact.data.from}: ${fact.data.reason}`;
    case 'OfficialNamed':
      return `name of ${fact.data.officialId} written in the directory`;
    default:
      return unreachable(fact);
  }
}

function submissionReason(fact: SubmissionEvent): string {
  switch (fact.type) {
    case 'SubmissionReceived':
      return `file of ${fact.data.bytes} bytes received`;
    case 'SubmissionLinesRefused':
      return `${fact.data.lines.length} lines refused`;
    case 'SubmissionCompleted':
      return `${fact.data.lines} lines: ${fact.data.accepted} accepted, ${fact.data.unchanged} unchanged, ${fact.data.refused} refused`;
    default:
      return unreachable(fact);
  }
}

function redeterminationReason(fact: RedeterminationEvent): string {
  switch (fact.type) {
    case 'RedeterminationProposed': {
      const { basis, ruleIds, from, to, totals, ruleSequence } = fact.data;
      const lines = totals.reduce((all, total) => all + total.lines, 0);
      const months = `${from ?? 'first'} to ${to ?? 'last'} month`;
      return `${lines} lines again for ${[basis, ...ruleIds].join(' ')}, ${months}, as of ${ruleSequence}`;
    }
    case 'RedeterminationApproved':
      return `preview ${fact.data.digest.slice(0, 12)} approved`;
    case 'RedeterminationWithdrawn':
      return 'redetermination withdrawn';
    case 'RedeterminationCompleted':
      return `${fact.data.lines} lines determined again, ${fact.data.overtaken} overtaken`;
    default:
      return unreachable(fact);
  }
}

function runReason(fact: StatementRunEvent): string {
  switch (fact.type) {
    case 'StatementRunProposed':
      return `run of ${fact.data.month}, sent through ${fact.data.sentThrough}`;
    case 'StatementRunStarted':
      return `cut of the run of ${fact.data.month}, sent through ${fact.data.sentThrough}`;
    case 'StatementRunCompleted':
      return `run of ${fact.data.month}: ${fact.data.statements} statements, ${fact.data.items} items`;
    default:
      return unreachable(fact);
  }
}
