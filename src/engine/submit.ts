import { catalog } from '../domain/catalog.js';
import { Rejection } from '../domain/rejection.js';
import type { RefusedLine, SubmissionEvent } from '../domain/submission/events.js';
import { submission } from '../domain/submission/submission.js';
import { instant } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import type { EvidenceStore, Stored } from '../evidence/evidence-store.js';
import type { NissKeys } from '../intake/niss.js';
import { readForms, withFormat } from '../intake/read-forms.js';
import type { SubmissionFormat } from '../intake/read-forms.js';
import { uuidFrom } from '../uuid.js';
import type { Acting } from './acting.js';
import { OutcomeUnknown } from './acts.js';
import type { Clock } from './clock.js';
import { codecOf } from './codec.js';
import type { Settled } from './command.js';
import type { Engine } from './engine.js';
import { outcomeWriter } from './outcome-list.js';
import type { OutcomeWriter } from './outcome-list.js';
import { SubmissionRun, submissionContext } from './submission-run.js';
import type { DossierOfForm, Totals } from './submission-run.js';

export interface SubmitTools {
  readonly engine: Engine;
  readonly evidence: EvidenceStore;
  readonly keys: NissKeys;
  readonly clock: Clock;
  /** `dossierOfForm` of the read model `forms`, which the engine must run. */
  readonly dossierOfForm: DossierOfForm;
  /** Told after each group of lines. */
  readonly onProgress?: (progress: SubmitProgress) => void;
}

export interface SubmitProgress {
  readonly lines: number;
  readonly bytesRead: number;
  readonly bytes: number;
}

/** Control totals of a completed submission: lines = accepted + unchanged + refused. */
export interface SubmissionReport extends Totals {
  readonly submissionId: string;
  /** `repeated`: the same file was completed before; nothing was written. */
  readonly status: 'completed' | 'repeated';
  readonly receivedAt: Instant;
  /** Evidence id of the list with the outcome of each line; read it with `outcomesOf`. */
  readonly outcomeList: string;
}

/** A file whose bytes are evidence. Nothing in the log says so yet. */
export interface KeptFile {
  /** Follows from the bytes, so that the same file is the same submission. */
  readonly submissionId: string;
  readonly stored: Stored;
  readonly format: SubmissionFormat;
}

/**
 * Takes a file of forms in: the bytes become evidence, each line a command, each refused line a fact with its reason.
 * Interrupted at any point, the same file again goes on where it was; completed, it only answers. Throws `Rejection`
 * where the official may not, and `OutcomeUnknown` or `LogUnavailable` where the same file should be sent again.
 */
export async function submit(
  tools: SubmitTools,
  acting: Acting,
  file: AsyncIterable<Uint8Array>,
): Promise<SubmissionReport> {
  const kept = await keepFile(tools, acting, file);
  await receive(tools, acting, kept);
  return readIn(tools, acting, kept);
}

/**
 * The first step: the bytes become evidence once all of them came; a source that fails leaves nothing. Throws
 * `mandateMissing` before it reads any.
 */
export async function keepFile(
  { engine, evidence }: SubmitTools,
  { official, on }: Acting,
  file: AsyncIterable<Uint8Array>,
): Promise<KeptFile> {
  if (!engine.reference().mandates.holds(official, 'intake', on, 'RIS')) {
    throw new Rejection('mandateMissing', { role: 'intake' });
  }
  const { format, source } = await withFormat(file);
  const stored = await evidence.put(source);
  return { submissionId: uuidFrom('submission', stored.id), stored, format };
}

/** The last step: the lines of a file whose receipt is recorded. What is in the log already is not recorded again. */
export async function readIn(
  tools: SubmitTools,
  acting: Acting,
  { submissionId, stored, format }: KeptFile,
): Promise<SubmissionReport> {
  const { official, on } = acting;
  const known = knownOf(tools.engine, submissionId);
  if (known.completed)
    return { submissionId, status: 'repeated', receivedAt: known.receivedAt, ...known.completed };
  if (stored.status === 'erased') throw new Rejection('invalidState', { submissionId, evidence: 'erased' });
  const receipt = { submissionId, receivedAt: known.receivedAt, by: official, on };
  const outcomes = await outcomeWriter(tools.evidence);
  const { engine, dossierOfForm } = tools;
  const run = new SubmissionRun({
    engine,
    acting,
    receipt,
    dossierOfForm,
    outcomes,
    refusedBefore: known.refused,
  });
  await withOutcomes(outcomes, () => readInto(run, tools, stored, format));
  const list = await outcomes.close();
  const totals = run.totals();
  const complete = { type: 'CompleteSubmission', submissionId, by: official, on, ...totals } as const;
  await settled(
    engine.execute(
      submission,
      { ...complete, outcomeList: list.id },
      submissionContext({ acting, submissionId }, 'complete', { submissionId }),
    ),
  );
  return { submissionId, status: 'completed', receivedAt: known.receivedAt, ...totals, outcomeList: list.id };
}

/** The second step: the log holds that the file was received. */
export async function receive(tools: SubmitTools, acting: Acting, kept: KeptFile): Promise<void> {
  const { submissionId, stored, format } = kept;
  const command = {
    type: 'ReceiveSubmission',
    submissionId,
    fileHash: stored.id,
    format,
    bytes: stored.bytes,
    receivedAt: tools.clock.now(),
    by: acting.official,
    on: acting.on,
  } as const;
  const context = submissionContext({ acting, submissionId }, 'receive', { submissionId });
  const answer = await settled(tools.engine.execute(submission, command, context));
  await tools.engine.reached(answer, { timeoutMs: REACH_MS, names: [] });
}

const REACH_MS = 60_000;

async function readInto(
  run: SubmissionRun,
  { evidence, keys, onProgress }: SubmitTools,
  stored: Stored,
  format: SubmissionFormat,
): Promise<void> {
  const counted = { bytesRead: 0 };
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for await (const piece of evidence.read(stored.id)) {
      counted.bytesRead += piece.byteLength;
      yield piece;
    }
  }
  for await (const lines of readForms(bytes(), format, keys)) {
    const goesOn = await run.take(lines);
    onProgress?.({ lines: run.totals().lines, bytesRead: counted.bytesRead, bytes: stored.bytes });
    if (!goesOn) break;
  }
  await run.flush();
}

/** A list that is not finished is not kept. */
async function withOutcomes(outcomes: OutcomeWriter, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    await outcomes.abandon();
    throw error;
  }
}

interface Known {
  readonly receivedAt: Instant;
  readonly refused: ReadonlyMap<number, RefusedLine>;
  readonly completed: (Totals & { readonly outcomeList: string }) | null;
}

/** What the log says of a submission so far. */
function knownOf(engine: Engine, submissionId: string): Known {
  const codec = codecOf(catalog);
  const refused = new Map<number, RefusedLine>();
  let receivedAt: Instant | null = null;
  let completed: Known['completed'] = null;
  for (const stored of engine.local.readStream(`submission-${submissionId}`)) {
    // The stream's name says which facts are in it.
    const fact = codec.decode(stored) as SubmissionEvent | undefined;
    if (fact?.type === 'SubmissionReceived') receivedAt = instant(fact.data.receivedAt);
    if (fact?.type === 'SubmissionLinesRefused')
      for (const one of fact.data.lines) refused.set(one.line, one);
    if (fact?.type === 'SubmissionCompleted') {
      const { lines, accepted, unchanged, refused: count, outcomeList } = fact.data;
      completed = { lines, accepted, unchanged, refused: count, outcomeList };
    }
  }
  if (receivedAt === null) throw new Error(`submission ${submissionId} is not in the local log`);
  return { receivedAt, refused, completed };
}

async function settled(work: ReturnType<Engine['execute']>): Promise<Settled> {
  const answer = await work;
  if (answer.status === 'unknown') throw new OutcomeUnknown(answer.commandId);
  return answer;
}
