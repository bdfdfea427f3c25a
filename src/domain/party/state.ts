import { unreachable } from '../decider.js';
import type { EnterpriseNumber, Iban, NisCode, OfficialId, PartyId } from '../ids.js';
import { addDays, later } from '../time.js';
import type { Day } from '../time.js';
import type {
  Names,
  PartyChanged,
  PartyEvent,
  PartyRegistered,
  PartySucceeded,
  SuccessionProposed,
} from './events.js';

export type PartyState = { readonly status: 'none' } | RegisteredParty;

export interface RegisteredParty {
  readonly status: 'registered';
  readonly registered: PartyRegistered['data'];
  /** In the order of their first days; of one day, in the order of recording. */
  readonly changes: readonly PartyChanged['data'][];
  readonly succession: PartySucceeded['data'] | null;
  /** In the order of recording; the last one is open until there is a succession. */
  readonly proposedSuccessions: readonly SuccessionProposed['data'][];
  readonly ibans: readonly ProposedIban[];
}

export interface ProposedIban {
  readonly proposalId: string;
  readonly iban: Iban;
  readonly validFrom: Day;
  readonly proposedBy: OfficialId;
  readonly confirmedBy: OfficialId | null;
}

/** The dated attributes of a party on one day. */
export interface PartyProfile {
  readonly names: Names;
  readonly nisCode: NisCode | null;
  readonly enterpriseNumber: EnterpriseNumber | null;
  /** The confirmed account on that day. */
  readonly iban: Iban | null;
  readonly successorId: PartyId | null;
}

/** A NIS code of a party, from its first to its last day; null for since ever and for ever. */
export interface NisWindow {
  readonly nisCode: NisCode;
  readonly from: Day | null;
  readonly to: Day | null;
}

export function evolveParty(state: PartyState, event: PartyEvent): PartyState {
  if (event.type === 'PartyRegistered') {
    const none = { changes: [], succession: null, proposedSuccessions: [], ibans: [] };
    return { status: 'registered', registered: event.data, ...none };
  }
  if (state.status === 'none') throw new Error(`${event.type} before PartyRegistered`);
  switch (event.type) {
    case 'PartyChanged':
      return { ...state, changes: inOrder([...state.changes, event.data]) };
    case 'SuccessionProposed':
      return { ...state, proposedSuccessions: [...state.proposedSuccessions, event.data] };
    case 'PartySucceeded':
      return { ...state, succession: event.data };
    case 'IbanProposed': {
      const { proposalId, iban, validFrom, proposedBy } = event.data;
      return {
        ...state,
        ibans: [...state.ibans, { proposalId, iban, validFrom, proposedBy, confirmedBy: null }],
      };
    }
    case 'IbanConfirmed': {
      const { proposalId, confirmedBy } = event.data;
      const ibans = state.ibans.map((one) => (one.proposalId === proposalId ? { ...one, confirmedBy } : one));
      return { ...state, ibans };
    }
    default:
      return unreachable(event);
  }
}

export function profileOn(party: RegisteredParty, on: Day): PartyProfile {
  const { names, nisCode, enterpriseNumber } = party.registered;
  const begun = party.changes.filter((change) => change.validFrom <= on);
  return {
    names: begun.findLast((change) => change.names)?.names ?? names,
    nisCode: begun.findLast((change) => change.nisCode)?.nisCode ?? nisCode,
    enterpriseNumber:
      begun.findLast((change) => change.enterpriseNumber)?.enterpriseNumber ?? enterpriseNumber,
    iban: ibanOn(party, on),
    successorId: party.succession && party.succession.effectiveOn <= on ? party.succession.successorId : null,
  };
}

/** Every NIS code that the party has or had. A succession ends the last one. */
export function nisWindows(party: RegisteredParty): readonly NisWindow[] {
  const { nisCode, validFrom, formerNisCodes } = party.registered;
  const former = formerNisCodes.map((code) => ({ nisCode: code.nisCode, from: null, to: code.validUntil }));
  const begins = formerNisCodes.reduce((day, code) => later(day, addDays(code.validUntil, 1)), validFrom);
  const starts = [
    ...(nisCode ? [{ nisCode, from: begins }] : []),
    ...party.changes.flatMap((change) =>
      change.nisCode ? [{ nisCode: change.nisCode, from: change.validFrom }] : [],
    ),
  ];
  const end = party.succession ? addDays(party.succession.effectiveOn, -1) : null;
  const own = starts.map((start, index) => {
    const next = starts[index + 1];
    const last = next ? addDays(next.from, -1) : end;
    return { ...start, to: last && end && end < last ? end : last };
  });
  return [...former, ...own].filter(
    (window) => window.to === null || window.from === null || window.from <= window.to,
  );
}

/** Every NIS code that was ever recorded for the party, also one that a correction left no day. */
export function nisCodesOf({ registered, changes }: RegisteredParty): readonly NisCode[] {
  const own = [registered, ...changes].flatMap(({ nisCode }) => (nisCode === null ? [] : [nisCode]));
  return [...registered.formerNisCodes.map(({ nisCode }) => nisCode), ...own];
}

function ibanOn(party: RegisteredParty, on: Day): Iban | null {
  const begun = party.ibans.filter((one) => one.confirmedBy !== null && one.validFrom <= on);
  return inOrder(begun).at(-1)?.iban ?? null;
}

const inOrder = <T extends { readonly validFrom: Day }>(dated: readonly T[]): readonly T[] =>
  dated.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : a.validFrom > b.validFrom ? 1 : 0));
