import { catalog } from '../domain/catalog.js';
import type { Recorded } from '../domain/decider.js';
import { minus } from '../domain/money.js';
import type { Cents } from '../domain/money.js';
import type { DossierId, PartyId } from '../domain/ids.js';
import { Malformed, Rejection } from '../domain/rejection.js';
import type { RejectionCode } from '../domain/rejection.js';
import type { Difference, LineDetermined } from '../domain/dossier/events.js';
import type { Redetermination } from '../domain/redetermination/redetermination-book.js';
import { lineKeyText } from '../domain/statements/item.js';
import type { YearMonth } from '../domain/time.js';
import type { LocalLog } from '../log/event-log.js';
import { codecOf } from './codec.js';
import { processIdOf } from './redetermination.js';
import { planOf } from './redetermination-plan.js';
import type { Place, PlannedDossier, PlannedLine, RedeterminationTools } from './redetermination-plan.js';

/**
 * `waiting` to be approved or worked off; `determined` by this redetermination; `overtaken` by something else that changed it, or
 * that changed the rules, after the preview; `refused` since the rules do not reach.
 */
export type LineStatus = 'waiting' | 'determined' | 'overtaken' | 'refused';

/** A line of a preview, and what became of it. */
export type RedeterminationLine = {
  /** Where the next page begins, were this the last line of the page. */
  readonly place: string;
  readonly dossierId: DossierId;
  readonly month: YearMonth;
} & (
  | { readonly status: 'refused'; readonly code: RejectionCode }
  | {
      readonly status: Exclude<LineStatus, 'refused'>;
      /** `2025-01`, or `2024-11.2025-01.3` of a recovery. */
      readonly lineKey: string;
      readonly replacesVersion: number;
      readonly grossBefore: Cents;
      readonly grossAfter: Cents;
      readonly netBefore: Cents;
      readonly netAfter: Cents;
      readonly netDifference: Cents;
      /** Per budget article, as the new version stores it. */
      readonly differences: readonly Difference[];
      /** The version that this redetermination made, where it did, and its place in the log. */
      readonly newVersion: number | null;
      readonly sequence: number | null;
    }
);

export interface LinesAsked {
  readonly cpasId: PartyId;
  /** Place of the last line of the page before; null for the first. */
  readonly after: string | null;
  readonly limit: number;
  /** What became of the lines up to this sequence, of which the redetermination given is too. */
  readonly asOfSequence: number;
}

/**
 * Lines of the preview of one CPAS, computed on the log up to the sequence of the proposal: the same whenever they are asked for, but for
 * their status.
 */
export async function redeterminationLines(
  tools: RedeterminationTools,
  found: Redetermination,
  page: LinesAsked,
): Promise<readonly RedeterminationLine[]> {
  const { proposal } = found;
  if (!proposal.totals.some((total) => total.cpasId === page.cpasId)) {
    throw new Rejection('partyUnknown', {
      partyId: page.cpasId,
      proposalId: proposal.redeterminationId,
    });
  }
  const { ruleSequence, proposedOn } = proposal;
  const plan = await planOf(tools, { scope: proposal, ruleSequence, proposedOn });
  const lines: RedeterminationLine[] = [];
  const seen = seenUntil(page.after);
  let { file, skip } = seen;
  for await (const planned of plan.dossiersOf(page.cpasId, seen.file)) {
    const behind = { file, skip };
    const asked = { local: tools.engine.local, found, asOfSequence: page.asOfSequence };
    const all = linesOf(planned, asked).map((line, index) => ({
      place: textOf({ file: behind.file, skip: index + 1 }),
      ...line,
    }));
    lines.push(...all.slice(skip, skip + page.limit - lines.length));
    if (lines.length >= page.limit) return lines;
    file = planned.place;
    skip = 0;
  }
  return lines;
}

/** So many lines of the file that comes behind another one; behind none is the first file. */
interface Seen {
  readonly file: Place | undefined;
  readonly skip: number;
}

/** Ids have no slash. */
const textOf = ({ file, skip }: Seen): string =>
  file === undefined ? String(skip) : `${skip}/${file.opener}/${file.dossierId}`;

function seenUntil(text: string | null): Seen {
  if (text === null) return { file: undefined, skip: 0 };
  const [, skip, opener, dossierId] = /^(\d{1,9})(?:\/([^/]+)\/([^/]+))?$/.exec(text) ?? [];
  if (skip === undefined) throw new Malformed('must be a place that a page before has named', 'after');
  const file = opener === undefined || dossierId === undefined ? undefined : { opener, dossierId };
  return { file, skip: Number(skip) };
}

function linesOf(
  { dossierId, months, refused }: PlannedDossier,
  {
    local,
    found,
    asOfSequence,
  }: { readonly local: LocalLog; readonly found: Redetermination; readonly asOfSequence: number },
) {
  const { ruleSequence } = found.proposal;
  const later = versionsOf(local, dossierId, { after: ruleSequence, until: asOfSequence });
  const planned = months.flatMap(({ month, lines }) =>
    lines.map((line) => ({ dossierId, month, ...shown(line, later, found) })),
  );
  const impossible = refused.map((one) => ({ dossierId, status: 'refused', ...one }) as const);
  return [...planned, ...impossible];
}

function shown(
  { before, after }: PlannedLine,
  later: readonly Recorded<LineDetermined>[],
  { status, proposal }: Redetermination,
) {
  const lineKey = lineKeyText(after.line);
  const next = later.find(
    ({ data }) => lineKeyText(data.line) === lineKey && data.replacesVersion === after.replacesVersion,
  );
  const isOwn = next?.meta.correlationId === processIdOf(proposal.redeterminationId);
  return {
    status: isOwn ? 'determined' : next !== undefined || status === 'completed' ? 'overtaken' : 'waiting',
    lineKey,
    replacesVersion: after.replacesVersion,
    grossBefore: before.gross,
    grossAfter: after.gross,
    netBefore: before.net,
    netAfter: after.net,
    netDifference: minus(after.net, before.net),
    differences: after.differences,
    newVersion: isOwn ? next.data.version : null,
    sequence: isOwn ? next.sequence : null,
  } as const;
}

const codec = codecOf(catalog);

const versionsOf = (
  local: LocalLog,
  dossierId: DossierId,
  { after, until }: { readonly after: number; readonly until: number },
): readonly Recorded<LineDetermined>[] =>
  local
    .readStream(`dossier-${dossierId}`)
    .filter((event) => after < event.sequence && event.sequence <= until)
    .flatMap((event) => {
      const fact = codec.decode(event);
      return fact !== undefined && isLine(fact) ? [fact] : [];
    });

const isLine = (fact: Recorded): fact is Recorded<LineDetermined> => fact.type === 'LineDetermined';
