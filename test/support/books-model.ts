import type { Recorded } from '../../src/domain/decider.js';
import type { LineDetermined } from '../../src/domain/dossier/events.js';
import type { PartySucceeded } from '../../src/domain/party/events.js';
import type { StatementRunStarted } from '../../src/domain/statement-run/events.js';
import type { StatementIssued } from '../../src/domain/statements/events.js';

/** A difference of a line, and where it ended up. Written to be obvious and slow; shares nothing with the product. */
export interface ModelItem {
  readonly id: string;
  readonly cpas: string;
  readonly sequence: number;
  readonly sending: string;
  readonly net: number;
  readonly type: (through: string) => number;
  /** Cut of the run that takes it; null while it is open. */
  cut: number | null;
}

type Fact = Recorded<LineDetermined | PartySucceeded | StatementRunStarted | StatementIssued>;

export interface BooksModel {
  readonly items: readonly ModelItem[];
  /** Sequences of the cuts, in order. */
  readonly cuts: readonly number[];
  readonly issued: readonly Recorded<StatementIssued>[];
  /** Who has the rights and debts of a CPAS just before a sequence. */
  ownerAt(cpas: string, sequence: number): string;
}

export function booksModel(facts: readonly Recorded[]): BooksModel {
  const known = facts as readonly Fact[];
  const runs = known.filter((fact) => fact.type === 'StatementRunStarted');
  const takenBy = (sequence: number, sending: string) =>
    runs.find((run) => run.sequence >= sequence && run.data.sentThrough >= sending) ?? null;
  const items = known
    .filter((fact) => fact.type === 'LineDetermined')
    .flatMap(({ sequence, data }) =>
      data.differences.map((difference): ModelItem => {
        const { line } = data;
        const first = known.find(
          (fact): fact is Recorded<LineDetermined> =>
            fact.type === 'LineDetermined' &&
            fact.data.version === 1 &&
            fact.data.dossierId === data.dossierId &&
            JSON.stringify(fact.data.line) === JSON.stringify(line),
        );
        if (first === undefined) throw new Error('a line without a first version');
        const run = takenBy(first.sequence, first.data.sendingDate);
        const own = takenBy(sequence, data.sendingDate);
        return {
          id: `${sequence} ${difference.budgetArticle}`,
          cpas: data.cpasId,
          sequence,
          sending: data.sendingDate,
          net: difference.net,
          type(through) {
            // Where the first version waits for a later run still, its type is not known, and this run's counts.
            const isTaken = run !== null && own !== null && run.sequence <= own.sequence;
            const firstThrough = data.version > 1 && isTaken ? run.data.sentThrough : through;
            const base =
              line.kind === 'recovery' ? 3 : line.referenceMonth === firstThrough.slice(0, 7) ? 1 : 2;
            return data.version === 1 ? base : base + 3;
          },
          cut: own?.sequence ?? null,
        };
      }),
    );
  return {
    items,
    cuts: runs.map((run) => run.sequence),
    issued: known.filter((fact) => fact.type === 'StatementIssued'),
    ownerAt(cpas, sequence) {
      let owner = cpas;
      for (;;) {
        const step = known.find(
          (fact): fact is Recorded<PartySucceeded> =>
            fact.type === 'PartySucceeded' && fact.data.partyId === owner && fact.sequence < sequence,
        );
        if (step === undefined) return owner;
        owner = step.data.successorId;
      }
    },
  };
}
