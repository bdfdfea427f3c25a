import type { Actor } from '../domain/decider.js';
import type { Order } from './command.js';

/** Something wider than one stream: commands whose ids follow from the process and the item, so that it can be resumed. */
export interface Process {
  /** Such as `month-run:2025-01:determine`. */
  readonly processId: string;
  readonly actor: Actor;
  /** The command that set it going; the process itself where not given. */
  readonly causationId?: string;
  /** 32 hex digits of the trace of what set it going. */
  readonly traceId?: string;
}

export interface ProcessItem<Command> {
  /** Unique within the process, and the same when it is resumed. */
  readonly item: string;
  readonly command: Command;
  /** What a client sent for the item, where it did: the same item with other content is refused. */
  readonly content?: object;
}

/**
 * The orders of a process. Where a client sent nothing for an item, that is the process and the item only: a command made again on resuming may
 * differ in its date, and must replay all the same.
 */
export const ordersOf = <Command>(
  process: Process,
  items: Iterable<ProcessItem<Command>> | AsyncIterable<ProcessItem<Command>>,
): Iterable<Order<Command>> | AsyncIterable<Order<Command>> =>
  Symbol.asyncIterator in items ? ordersAsTheyCome(process, items) : ordersOfList(process, items);

async function* ordersAsTheyCome<Command>(
  process: Process,
  items: AsyncIterable<ProcessItem<Command>>,
): AsyncGenerator<Order<Command>> {
  for await (const item of items) yield orderOf(process, item);
}

/** Without a promise for each: a month has 220,000. */
function* ordersOfList<Command>(
  process: Process,
  items: Iterable<ProcessItem<Command>>,
): Generator<Order<Command>> {
  for (const item of items) yield orderOf(process, item);
}

function orderOf<Command>(
  { processId, actor, causationId, traceId }: Process,
  { item, command, content: sent }: ProcessItem<Command>,
): Order<Command> {
  const context = {
    commandId: `${processId}/${item}`,
    actor,
    content: { process: processId, item, ...(sent === undefined ? {} : { sent }) },
    causationId: causationId ?? processId,
    correlationId: processId,
    ...(traceId !== undefined && { traceId }),
  };
  return { command, context };
}
