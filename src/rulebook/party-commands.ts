import { partyId } from '../domain/ids.js';
import type { NisCode, OfficialId, PartyId } from '../domain/ids.js';
import type { PartyCommand } from '../domain/party/party.js';
import { same } from '../domain/same.js';
import { addDays, day } from '../domain/time.js';
import type { Day } from '../domain/time.js';
import { uuidFrom } from '../uuid.js';
import type { Municipality } from './municipalities.js';

/** First day of the integration income. A CPAS whose code is older than 2019 is registered from this day on. */
const LAW_BEGINS = day('2002-10-01');
/** The day whose municipalities are registered first; those that begin later come as changes of their day. */
const LIST_OF_2024 = day('2024-01-01');
const LAST_DAY_OF_OLD_CODES = day('2018-12-31');
const SOURCE = 'Statbel, REFNIS 2019 and 2025';

/** The id of the CPAS that was first registered under this code; its codes of later days lead to the same id. */
export const cpasPartyId = (code: NisCode): PartyId =>
  partyId(`cpas-${uuidFrom('cpas', code).replaceAll('-', '').slice(0, 12)}`);

export interface ImportAct {
  readonly by: OfficialId;
  /** Brussels day of acting; successions after it are refused. */
  readonly on: Day;
  /** Changes up to this day are made. */
  readonly through: Day;
  /** Of the successions, which another official confirms. */
  readonly proposalId: string;
}

/**
 * The commands that bring the register of parties to a day: the 581 CPAS of 2024, then the mergers of 2 December 2024
 * and 1 January 2025 up to that day, in the order in which they can be executed. Executed again they change nothing.
 */
export function partyCommands(table: readonly Municipality[], act: ImportAct): readonly PartyCommand[] {
  const byCode = new Map(table.map((one) => [one.nisCode, one]));
  const listed = table.filter((one) => codeBegins(one) <= LIST_OF_2024);
  const days = new Set(
    table.map(codeBegins).filter((begins) => begins > LIST_OF_2024 && begins <= act.through),
  );
  const ends = table.flatMap((one) => (one.validTo ? [addDays(one.validTo, 1)] : []));
  for (const end of ends) if (end <= act.through) days.add(end);
  return [
    ...listed.map((one) => registration(one, act)),
    ...[...days].sort().flatMap((on) => changesOf(on, { table, byCode, act })),
  ];
}

/** The CPAS behind a code: that of the code it was first registered under. */
export function cpasBehind(table: readonly Municipality[], code: NisCode): PartyId {
  const before = table.find((one) => one.succession?.mode === 'continues' && one.succession.nisCode === code);
  return before ? cpasBehind(table, before.nisCode) : cpasPartyId(code);
}

const codeBegins = (one: Municipality): Day => one.validFrom ?? LAW_BEGINS;

function registration(one: Municipality, { by, on }: ImportAct): PartyCommand {
  const { former, nisCode: code } = one;
  return {
    type: 'RegisterParty',
    partyId: cpasPartyId(code),
    kind: 'cpas',
    names: one.names,
    language: one.language,
    regionNis: one.regionNis,
    nisCode: code,
    enterpriseNumber: one.enterpriseNumber,
    validFrom: former?.how === 'recoded' ? LAW_BEGINS : codeBegins(one),
    formerNisCodes: (former?.nisCodes ?? []).map((old) => ({
      nisCode: old,
      validUntil: LAST_DAY_OF_OLD_CODES,
    })),
    source: one.enterpriseNumber ? `${SOURCE}; enterprise number as registered in mid-2022` : SOURCE,
    by,
    on,
  };
}

interface Changes {
  readonly table: readonly Municipality[];
  readonly byCode: ReadonlyMap<NisCode, Municipality>;
  readonly act: ImportAct;
}

/** New entities first, then codes and names of those that go on, then the successions to both. */
function changesOf(on: Day, { table, byCode, act }: Changes): readonly PartyCommand[] {
  const ending = table.filter((one) => one.validTo && addDays(one.validTo, 1) === on);
  const continuing = ending.filter((one) => one.succession?.mode === 'continues');
  const goneOn = new Set(continuing.map((one) => one.succession?.nisCode));
  const begun = table.filter((one) => one.validFrom === on && !goneOn.has(one.nisCode));
  return [
    ...begun.map((one) => registration(one, act)),
    ...continuing.flatMap((one) => recoding(one, { on, table, byCode, act })),
    ...ending.flatMap((one) => succession(one, { on, table, act })),
  ];
}

function recoding(
  one: Municipality,
  { on, table, byCode, act }: Changes & { readonly on: Day },
): readonly PartyCommand[] {
  const next = one.succession && byCode.get(one.succession.nisCode);
  if (!next) return [];
  return [
    {
      type: 'ChangeParty',
      partyId: cpasBehind(table, one.nisCode),
      names: same(next.names, one.names) ? null : next.names,
      nisCode: next.nisCode,
      enterpriseNumber: null,
      validFrom: on,
      source: SOURCE,
      by: act.by,
      on: act.on,
    },
  ];
}

function succession(
  one: Municipality,
  { on, table, act }: Omit<Changes, 'byCode'> & { readonly on: Day },
): readonly PartyCommand[] {
  if (!one.succession || one.succession.mode === 'continues') return [];
  return [
    {
      type: 'ProposeSuccession',
      proposalId: act.proposalId,
      partyId: cpasBehind(table, one.nisCode),
      successorId: cpasBehind(table, one.succession.nisCode),
      effectiveOn: on,
      mode: one.succession.mode,
      source: SOURCE,
      by: act.by,
      on: act.on,
    },
  ];
}
