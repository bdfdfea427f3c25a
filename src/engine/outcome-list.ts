import type { EvidenceStore, EvidenceWriter, Stored } from '../evidence/evidence-store.js';
import type { Problem } from '../intake/problem.js';

/** What became of a line of a submission. */
export interface LineOutcome {
  readonly line: number;
  readonly formReference: string | null;
  /**
   * `recorded` by this submission, `replayed`: the same form was recorded before, `unchanged`: what it says stands
   * already, `refused`: nothing was recorded.
   */
  readonly outcome: 'recorded' | 'replayed' | 'unchanged' | 'refused';
  readonly dossierId: string | null;
  /** All that is wrong with a refused line. */
  readonly problems: readonly Problem[];
}

/** The list of outcomes while it is written: NDJSON in the order of lines. */
export interface OutcomeWriter {
  add(outcome: LineOutcome): void;
  /** Writes what was added; call it after each group of lines. */
  drain(): Promise<void>;
  close(): Promise<Stored>;
  abandon(): Promise<void>;
}

const DRAIN_FROM_CHARACTERS = 65_536;

export async function outcomeWriter(evidence: EvidenceStore): Promise<OutcomeWriter> {
  const file: EvidenceWriter = await evidence.writer();
  let held: string[] = [];
  let size = 0;
  const drain = async (): Promise<void> => {
    if (held.length === 0) return;
    const text = held.join('');
    held = [];
    size = 0;
    await file.write(Buffer.from(text));
  };
  return {
    add: (outcome) => {
      const text = `${JSON.stringify(outcome)}\n`;
      held.push(text);
      size += text.length;
    },
    drain: async () => {
      if (size >= DRAIN_FROM_CHARACTERS) await drain();
    },
    close: async () => {
      await drain();
      return file.close();
    },
    abandon: () => file.abandon(),
  };
}

/** The outcomes of a completed submission, from the list that its `SubmissionCompleted` names. */
export async function* outcomesOf(evidence: EvidenceStore, outcomeList: string): AsyncGenerator<LineOutcome> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const piece of evidence.read(outcomeList)) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    // Written by `outcomeWriter`, and its bytes are checked against the id.
    for (const line of lines) yield JSON.parse(line) as LineOutcome;
  }
}
