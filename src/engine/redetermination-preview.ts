import { createHash } from 'node:crypto';
import { ZERO, minus, plus } from '../domain/money.js';
import type { Cents } from '../domain/money.js';
import type { PartyId } from '../domain/ids.js';
import type { PreviewTotal, RefusedMonths } from '../domain/redetermination/events.js';
import type { RejectionCode } from '../domain/rejection.js';
import { lineKeyText } from '../domain/statements/item.js';
import type { Plan, PlannedDossier, PlannedLine } from './redetermination-plan.js';

/** What a redetermination comes to, per CPAS and scheme, and the digest that stands for all of it. */
export interface Preview {
  readonly totals: readonly PreviewTotal[];
  readonly digest: string;
}

/** Looks at every line in question. CPAS of which nothing comes out otherwise, and nothing is refused, are left out. */
export async function previewOf(
  plan: Plan,
  scheme: string,
  onProgress?: (done: number, total: number) => void,
): Promise<Preview> {
  const totals: PreviewTotal[] = [];
  for (const [index, owner] of plan.owners.entries()) {
    const total = new Total(owner, scheme);
    for await (const planned of plan.dossiersOf(owner)) total.add(planned);
    if (!total.isEmpty) totals.push(total.result());
    onProgress?.(index + 1, plan.owners.length);
  }
  const digest = createHash('sha256');
  for (const one of totals) digest.update(`${one.cpasId} ${one.scheme} ${one.digest}\n`);
  return { totals, digest: digest.digest('hex') };
}

/** The total of one CPAS, and the digest over all that it is made of. */
export class Total {
  private lines = 0;
  private grossBefore = ZERO;
  private grossAfter = ZERO;
  private netBefore = ZERO;
  private netAfter = ZERO;
  private readonly refused = new Map<RejectionCode, number>();
  private readonly digest = createHash('sha256');

  constructor(
    private readonly cpasId: PartyId,
    private readonly scheme: string,
  ) {}

  get isEmpty(): boolean {
    return this.lines === 0 && this.refused.size === 0;
  }

  add({ dossierId, months, refused }: PlannedDossier): void {
    for (const { lines } of months) for (const line of lines) this.addLine(line);
    for (const { month, code } of refused) {
      this.refused.set(code, (this.refused.get(code) ?? 0) + 1);
      this.digest.update(`${JSON.stringify([dossierId, month, code])}\n`);
    }
  }

  result(): PreviewTotal {
    const { cpasId, scheme, lines, grossBefore, grossAfter, netBefore, netAfter } = this;
    const refused = [...this.refused]
      .map(([code, months]): RefusedMonths => ({ code, months }))
      .sort((a, b) => (a.code < b.code ? -1 : 1));
    const digest = this.digest.copy().digest('hex');
    return { cpasId, scheme, lines, grossBefore, grossAfter, netBefore, netAfter, refused, digest };
  }

  private addLine({ before, after }: PlannedLine): void {
    const { dossierId, line, replacesVersion, articles } = after;
    const amounts = articles.map((one) => [one.budgetArticle, one.basicAllocation, one.gross, one.net]);
    this.digest.update(`${JSON.stringify([dossierId, lineKeyText(line), replacesVersion, amounts])}\n`);
    this.lines += 1;
    this.grossBefore = plus(this.grossBefore, before.gross);
    this.grossAfter = plus(this.grossAfter, after.gross);
    this.netBefore = plus(this.netBefore, before.net);
    this.netAfter = plus(this.netAfter, after.net);
  }
}

/** Sums over all CPAS of a preview. */
export interface PreviewSum {
  readonly cpas: number;
  readonly lines: number;
  readonly grossDifference: Cents;
  readonly netDifference: Cents;
  readonly refused: readonly RefusedMonths[];
}

export function sumOf(totals: readonly PreviewTotal[]): PreviewSum {
  let [lines, grossDifference, netDifference] = [0, ZERO, ZERO];
  const refused = new Map<RejectionCode, number>();
  for (const total of totals) {
    lines += total.lines;
    grossDifference = plus(grossDifference, minus(total.grossAfter, total.grossBefore));
    netDifference = plus(netDifference, minus(total.netAfter, total.netBefore));
    for (const { code, months } of total.refused) refused.set(code, (refused.get(code) ?? 0) + months);
  }
  return {
    cpas: totals.length,
    lines,
    grossDifference,
    netDifference,
    refused: [...refused].map(([code, months]) => ({ code, months })),
  };
}
