import type { Actor } from '../domain/decider.js';
import type { OfficialId } from '../domain/ids.js';
import type { Day } from '../domain/time.js';
import { uuidFrom } from '../uuid.js';
import type { CommandContext } from './command.js';
import type { Process } from './process.js';

/** An official at a door (command line, API) on a day, and the door's own key for what is asked. */
export interface Acting {
  readonly official: OfficialId;
  /** Brussels day of acting. */
  readonly on: Day;
  /** Such as `cli`: keys of two doors never meet. */
  readonly door: string;
  /** Unique for what is asked; the same again is answered from memory. */
  readonly key: string;
  /** What the act is on, where the door takes one key for several: the same key on another document is another command. */
  readonly document?: string;
  /** 32 hex digits of the request's trace, where there is one. */
  readonly traceId?: string;
  /** The version that the official has seen of what is acted on; another one is refused with `staleVersion`. */
  readonly expectedRevision?: number;
}

/** What is named as the cause of all that an official asked for with one key. */
export const causationOf = ({ door, key }: Acting, operation: string): string =>
  `${door}:${operation}:${key}`;

/** The context of one command: its id is (door, operation, key), and the document where it is of one. */
export function contextOf(acting: Acting, operation: string, content: unknown): CommandContext {
  const causationId = causationOf(acting, operation);
  return {
    commandId: acting.document === undefined ? causationId : `${causationId}:${acting.document}`,
    causationId,
    actor: actorOf(acting, operation),
    content,
    ...(acting.traceId !== undefined && { traceId: acting.traceId }),
    ...(acting.expectedRevision !== undefined && { expectedRevision: acting.expectedRevision }),
  };
}

/** The id of the long work that is asked for: the same official, operation and key give it on every node and after a restart. */
export const taskIdOf = (acting: Acting, operation: string): string =>
  taskIdOfCommand(causationOf(acting, operation));

/** The id of the long work that a command stands for. */
export const taskIdOfCommand = (commandId: string): string => uuidFrom('task', commandId);

/** A process that an official sets going; the same process id again does only what is missing. */
export function processOf(acting: Acting, operation: string, processId: string): Process {
  return {
    processId,
    actor: actorOf(acting, operation),
    causationId: causationOf(acting, operation),
    ...(acting.traceId !== undefined && { traceId: acting.traceId }),
  };
}

/** The mandate itself is judged by the deciders on the day of acting; where one serves, its name takes the place of the operation's. */
const actorOf = ({ door, official }: Acting, operation: string): Actor => ({
  issuer: door,
  subject: official,
  kind: 'official',
  mandate: operation,
});
