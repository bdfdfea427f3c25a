import { officialId } from '../domain/ids.js';
import type { OfficialId } from '../domain/ids.js';
import type { Role } from '../domain/mandate/events.js';
import { rate } from '../domain/money.js';
import { brusselsDay, day, instant } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import {
  confirmProposal,
  importParties,
  proposeMandate,
  proposeRules,
  proposeShares,
} from '../engine/acts.js';
import type { Acting } from '../engine/acting.js';
import type { Tally } from '../engine/acts.js';
import type { Clock, SimulatedClock } from '../engine/clock.js';
import type { Engine } from '../engine/engine.js';
import type { EvidenceStore } from '../evidence/evidence-store.js';
import type { NissKeys } from '../intake/niss.js';
import { publishedMunicipalities, publishedRis } from '../rulebook/files.js';
import { parseMunicipalities } from '../rulebook/municipalities.js';
import { partyCommands } from '../rulebook/party-commands.js';
import { parseRulebookFile } from '../rulebook/rulebook-file.js';

/** An open node, as every command of the product gets it. */
export interface BenchNode {
  readonly engine: Engine;
  readonly stores: { readonly evidence: EvidenceStore; readonly keys: NissKeys };
  readonly clock: Clock;
  close(): Promise<void>;
}

/** Opens the node of a folder; with a `start`, a new one whose clock is simulated from there. */
export type OpenNode = (options: { readonly data: string; readonly start?: NodeStart }) => Promise<BenchNode>;

export interface NodeStart {
  readonly logId: string;
  readonly founders: readonly [OfficialId, OfficialId];
  readonly at: Instant;
}

const FOUNDERS: readonly [OfficialId, OfficialId] = [officialId('admin-1'), officialId('admin-2')];
const [OFFICER, SECOND] = [officialId('officer-1'), officialId('officer-2')];
const ROLES: readonly Role[] = ['registrar', 'ruleEditor', 'shareEditor', 'intake', 'runManager'];
/** The years of which lines may fall due, also at three million events. */
const YEARS = [2025, 2026, 2027] as const;
/** After the mergers of 1 January 2025. */
const OPENED_AT = instant('2025-01-02T08:00:00.000Z');

export const START: NodeStart = { logId: 'bench', founders: FOUNDERS, at: OPENED_AT };

/** The one who proposes. */
export const officer = (node: BenchNode, key: string): Acting => acting(node, OFFICER, key);
/** The one who confirms. */
export const second = (node: BenchNode, key: string): Acting => acting(node, SECOND, key);

export function setClock({ clock }: BenchNode, moment: Instant): void {
  if (!isSimulated(clock)) throw new Error('a bench needs a simulated clock');
  clock.set(moment);
}

/** Mandates, the 565 CPAS, the published rulebook and a share for every CPAS and year: the law that decides the lines. */
export async function prepare(node: BenchNode): Promise<void> {
  const { engine } = node;
  for (const role of ROLES) {
    for (const official of [OFFICER, SECOND]) {
      const [proposer, confirmer] = FOUNDERS;
      const key = `${role}-${official}`;
      const wanted = { officialId: official, role, schemes: ['*'], validFrom: today(node), validUntil: null };
      const { proposalId } = await proposeMandate(engine, acting(node, proposer, key), wanted);
      must(await confirmProposal(engine, acting(node, confirmer, key), proposalId));
    }
  }
  const through = today(node);
  const table = parseMunicipalities(publishedMunicipalities());
  const register = await importParties(engine, officer(node, 'register'), (proposalId) =>
    partyCommands(table, { by: OFFICER, on: through, through, proposalId }),
  );
  must(register);
  if (register.proposalId !== null) {
    must(await confirmProposal(engine, second(node, 'register'), register.proposalId));
  }
  const rules = parseRulebookFile(publishedRis());
  if (!rules.ok) throw new Error(`the published rulebook has ${rules.problems.length} problems`);
  const { proposalId } = await proposeRules(engine, officer(node, 'rulebook'), rules);
  must(await confirmProposal(engine, second(node, 'rulebook'), proposalId));
  for (const year of YEARS) await giveShares(node, year);
}

async function giveShares(node: BenchNode, year: number): Promise<void> {
  const { engine } = node;
  const act = officer(node, `shares-${year}`);
  const { proposalId, ...tally } = await proposeShares(engine, act, (id) =>
    engine
      .reference()
      .parties.cpasOn(day(`${YEARS[0]}-01-01`))
      .map((cpasId, index) => ({
        type: 'GiveShare',
        cpasId,
        year,
        share: rate(['0.55', '0.6', '0.65', '0.7'][index % 4] ?? '0.55'),
        status: 'final',
        source: 'synthetic',
        legalReference: 'synthetic',
        proposalId: id,
        by: act.official,
        on: act.on,
      })),
  );
  must(tally);
  must(await confirmProposal(engine, second(node, `shares-${year}`), proposalId));
}

const acting = (node: BenchNode, official: OfficialId, key: string): Acting => ({
  official,
  on: today(node),
  door: 'bench',
  key,
});

const today = ({ clock }: BenchNode): Acting['on'] => brusselsDay(clock.now());

const isSimulated = (clock: Clock): clock is SimulatedClock => clock.kind === 'simulated';

/** Nothing of the preparation may be refused. */
function must({ refused: [first] }: Tally): void {
  if (first !== undefined) throw first;
}
