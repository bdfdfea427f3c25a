import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Decider, DomainEvent } from '../domain/decider.js';
import { Rejection } from '../domain/rejection.js';
import type { Rules } from '../domain/rules.js';
import type { Instant } from '../domain/time.js';
import type { AppendOutcome, StreamAppend } from '../log/event-log.js';
import { appendOf, confirm } from './append.js';
import type { Intent } from './append.js';
import type { Answer, Order, Result, Settled } from './command.js';
import { decide } from './decide.js';
import { commandHashOf } from './runtime.js';
import type { Runtime } from './runtime.js';
import { loadStream, markOf } from './state-cache.js';
import type { LoadedStream, StateCache } from './state-cache.js';

export interface ManyOptions<Command, Event extends DomainEvent> {
  /** Commands an append of the log, which is one transaction of an embedded log. */
  readonly batchSize: number;
  /** Where states are kept between runs; without it every stream is folded from its first event. */
  readonly cache: StateCache | undefined;
  /** One command alone, with all that may happen to it: conflicts, unknown outcomes, replays. */
  readonly alone: (order: Order<Command>) => Promise<Answer<Event>>;
}

/**
 * Runs commands in their order, a batch of them as one append. A command sees what those before it on its stream have
 * decided. Whatever does not simply succeed is run again alone, and so is all that follows on its stream in the batch.
 * Results come in the order of the commands; memory holds one batch.
 */
export async function* executeMany<State, Command, Event extends DomainEvent>(
  runtime: Runtime,
  decider: Decider<State, Command, Event, Rules>,
  orders: Iterable<Order<Command>> | AsyncIterable<Order<Command>>,
  options: ManyOptions<Command, Event>,
): AsyncGenerator<Result<Event>, void, undefined> {
  let index = 0;
  for await (const batch of batchesOf(orders, options.batchSize)) {
    for (const made of await runBatch(runtime, decider, batch, options)) {
      yield made instanceof Rejection ? { index, rejection: made } : { index, answer: made };
      index += 1;
    }
  }
}

/** A stream within a batch: what it was loaded as, and what the batch has decided on top of that. */
interface Open<State> {
  readonly stream: string;
  readonly loaded: LoadedStream<State>;
  state: State;
  revision: number;
  marks: string;
  /** True where the batch appends to it. */
  appends: boolean;
  /** Sequence of its last event, once that is in the local log; 0 before. */
  sequence: number;
  /** True once its state cannot be relied on: the rest of the batch on this stream is run alone. */
  unsure: boolean;
}

/** What a batch makes of a command before it is appended. */
type Plan<Event extends DomainEvent> =
  | { readonly kind: 'alone' }
  | { readonly kind: 'unchanged'; readonly answer: Settled<Event> }
  | { readonly kind: 'rejected'; readonly rejection: Rejection }
  | { readonly kind: 'append'; readonly intent: Intent; readonly append: StreamAppend };

async function runBatch<State, Command, Event extends DomainEvent>(
  runtime: Runtime,
  decider: Decider<State, Command, Event, Rules>,
  orders: readonly Order<Command>[],
  options: ManyOptions<Command, Event>,
): Promise<readonly (Answer<Event> | Rejection)[]> {
  const streams = new Map<string, Open<State>>();
  const planned = await planAll(runtime, decider, orders, {
    streams,
    cache: options.cache,
    rules: runtime.reference.current(),
    recordedAt: runtime.stamps.next(),
  });
  await doubtStale(runtime, [...streams.values()]);
  const appends = planned.flatMap(({ plan }) => (plan.kind === 'append' ? [plan.append] : []));
  const outcomes = appends.length === 0 ? [] : await runtime.log.append(appends);
  let next = 0;
  const tried = planned.map((made) => ({
    ...made,
    outcome: made.plan.kind === 'append' ? outcomes[next++] : undefined,
  }));
  // Where an append did not succeed, its stream was behind: also what was answered before it was decided on that.
  for (const { plan, open, outcome } of tried) {
    if (plan.kind === 'append' && outcome?.status !== 'appended') open.unsure = true;
  }
  const answers: (Answer<Event> | Rejection)[] = [];
  for (const { plan, open, order, outcome } of tried) {
    answers.push((await finish(runtime, plan, open, outcome)) ?? (await refusalOf(options.alone(order))));
  }
  tellReference(runtime, answers);
  keepStates(options.cache, decider.version, [...streams.values()]);
  return answers;
}

interface Planned<State, Command, Event extends DomainEvent> {
  readonly order: Order<Command>;
  readonly open: Open<State>;
  readonly plan: Plan<Event>;
}

interface Batch<State> {
  readonly streams: Map<string, Open<State>>;
  readonly cache: StateCache | undefined;
  readonly rules: Rules;
  readonly recordedAt: Instant;
}

/** Others have their turn now and then: a batch is decided for a tenth of a second and more. */
const COMMANDS_A_TURN = 100;

async function planAll<State, Command, Event extends DomainEvent>(
  runtime: Runtime,
  decider: Decider<State, Command, Event, Rules>,
  orders: readonly Order<Command>[],
  batch: Batch<State>,
): Promise<readonly Planned<State, Command, Event>[]> {
  const planned: Planned<State, Command, Event>[] = [];
  for (const order of orders) {
    const stream = decider.streamOf(order.command);
    const open =
      batch.streams.get(stream) ?? opened(stream, loadStream(runtime, decider, stream, batch.cache));
    batch.streams.set(stream, open);
    planned.push({ order, open, plan: planOf(runtime, decider, { order, open, batch }) });
    if (planned.length % COMMANDS_A_TURN === 0) await nextTurn();
  }
  return planned;
}

function planOf<State, Command, Event extends DomainEvent>(
  runtime: Runtime,
  decider: Decider<State, Command, Event, Rules>,
  at: { readonly order: Order<Command>; readonly open: Open<State>; readonly batch: Batch<State> },
): Plan<Event> {
  const { order, open, batch } = at;
  const { context } = order;
  const { stream, revision } = open;
  const mark = markOf(context.commandId);
  if (open.unsure || open.marks.includes(mark)) {
    // Probably a repeat; what follows on this stream waits for it.
    open.unsure = true;
    return { kind: 'alone' };
  }
  const decision = decide(decider, order, open, batch.rules);
  if (decision.kind === 'rejected') return decision;
  if (decision.kind === 'unchanged') {
    return {
      kind: 'unchanged',
      answer: { status: 'unchanged', stream, revision, sequence: null, events: [] },
    };
  }
  const { events, knownThrough } = decision;
  const commandHash = commandHashOf(runtime, context);
  const intent: Intent = {
    context: decision.context,
    commandHash,
    stream,
    expectedRevision: revision,
    knownThrough,
    events,
  };
  const append = appendOf(runtime, intent, batch.recordedAt);
  open.state = events.reduce((state, event) => decider.evolve(state, event), open.state);
  open.revision += events.length;
  open.marks += mark;
  open.appends = true;
  return { kind: 'append', intent, append };
}

/** The answer of a plan, undefined where the command has to be run alone. */
async function finish<State, Event extends DomainEvent>(
  runtime: Runtime,
  plan: Plan<Event>,
  open: Open<State>,
  outcome: AppendOutcome | undefined,
): Promise<Answer<Event> | Rejection | undefined> {
  if (plan.kind === 'append' && outcome?.status === 'appended') {
    const tried = new Set(plan.append.events.map((event) => event.salt));
    const answer = await refusalOf(
      confirm<Event>(runtime, plan.intent, { lastRevision: outcome.lastRevision, tried }),
    );
    if (answer instanceof Rejection || answer.status !== 'recorded') open.unsure = true;
    else open.sequence = answer.sequence ?? 0;
    return answer;
  }
  if (open.unsure) return undefined;
  return plan.kind === 'unchanged' ? plan.answer : plan.kind === 'rejected' ? plan.rejection : undefined;
}

/**
 * Where nothing is appended, no expected revision tells that the local log was behind the log of record; so it is asked
 * whether there is more, before "unchanged" or a refusal is given as an answer.
 */
async function doubtStale<State>(runtime: Runtime, streams: readonly Open<State>[]): Promise<void> {
  await Promise.all(
    streams.map(async (open) => {
      if (open.appends || open.unsure) return;
      const newer = await runtime.log.readStream(open.stream, open.revision + 1);
      if (newer.length > 0) open.unsure = true;
    }),
  );
}

/**
 * Where the batch is all that was recorded, its events need not be looked through for rules that they change. That they
 * are as many as the sequences from its first to its last one says so; others may have come in between.
 */
function tellReference(runtime: Runtime, answers: readonly (Answer | Rejection)[]): void {
  const recorded = answers.flatMap((answer) =>
    !(answer instanceof Rejection) && answer.status === 'recorded' ? [answer] : [],
  );
  const events = recorded.flatMap((answer) => answer.events);
  let [before, through] = [Infinity, 0];
  for (const answer of recorded) {
    before = Math.min(before, (answer.sequence ?? 0) - answer.events.length);
    through = Math.max(through, answer.sequence ?? 0);
  }
  if (through - before === events.length) runtime.reference.recorded(events, through);
}

async function refusalOf<T>(work: Promise<T>): Promise<T | Rejection> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Rejection) return error;
    throw error;
  }
}

const opened = <State>(stream: string, loaded: LoadedStream<State>): Open<State> => {
  const { state, revision, marks } = loaded;
  return { stream, loaded, state, revision, marks, appends: false, sequence: 0, unsure: false };
};

/** Fewer events than this are folded again faster than a state is written. */
const KEEP_FROM = 2;

function keepStates<State>(
  cache: StateCache | undefined,
  deciderVersion: number,
  streams: readonly Open<State>[],
): void {
  const worth = streams.filter(
    ({ unsure, sequence, revision, loaded }) =>
      !unsure && sequence > 0 && loaded.folded + revision - loaded.revision >= KEEP_FROM,
  );
  const through = worth.reduce((last, { sequence }) => Math.max(last, sequence), 0);
  const states = worth.map(({ stream, revision, marks, state }) => ({
    stream,
    deciderVersion,
    revision,
    marks,
    state: JSON.stringify(state),
  }));
  cache?.keep(states, through);
}

/** Of a list they are taken without a promise for each. */
const batchesOf = <T>(
  items: Iterable<T> | AsyncIterable<T>,
  size: number,
): Iterable<readonly T[]> | AsyncIterable<readonly T[]> =>
  Symbol.asyncIterator in items ? batchesAsTheyCome(items, size) : batchesOfList(items, size);

function* batchesOfList<T>(items: Iterable<T>, size: number): Generator<readonly T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function* batchesAsTheyCome<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<readonly T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
