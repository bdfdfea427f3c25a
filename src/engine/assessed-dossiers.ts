import { catalog } from '../domain/catalog.js';
import { dossier } from '../domain/dossier/dossier.js';
import type { DossierEvent } from '../domain/dossier/events.js';
import type { DossierState } from '../domain/dossier/state.js';
import { Rejection } from '../domain/rejection.js';
import type { FormCommand } from '../intake/to-command.js';
import type { LocalLog } from '../log/event-log.js';
import { canonical } from '../log/format.js';
import { codecOf } from './codec.js';
import type { Order } from './command.js';
import { fold, recall } from './stream.js';
import type { FullStream } from './stream.js';

/** The dossiers of an assessment: as the log has them, with what the lines before would have recorded. */
export interface AssessedDossiers {
  /** What the same form recorded before, in the log or on a line before. Throws `idempotencyKeyReused`. */
  recall(order: Order<FormCommand>): readonly DossierEvent[] | undefined;
  stateOf(command: FormCommand): DossierState;
  /** Takes a line for recorded. */
  keep(order: Order<FormCommand>, made: Made): void;
}

interface Made {
  readonly state: DossierState;
  readonly events: readonly DossierEvent[];
}

interface Before {
  readonly stream: string;
  readonly commandHash: string;
  readonly events: readonly DossierEvent[];
}

export function assessedDossiers(
  local: LocalLog,
  hashContent: (canonicalText: string) => string,
): AssessedDossiers {
  const codec = codecOf(catalog);
  const streams = new Map<string, FullStream<DossierState>>();
  const lines = new Map<string, Before>();
  const load = (command: FormCommand): FullStream<DossierState> => {
    const stream = dossier.streamOf(command);
    const known = streams.get(stream) ?? fold(codec, dossier, local.readStream(stream));
    streams.set(stream, known);
    return known;
  };
  const identity = ({ command, context }: Order<FormCommand>) => ({
    commandId: context.commandId,
    commandHash: hashContent(canonical(context.content)),
    stream: dossier.streamOf(command),
  });
  return {
    recall(order) {
      const { commandId, commandHash, stream } = identity(order);
      const before = lines.get(commandId);
      if (before === undefined) {
        return recall<DossierEvent>(load(order.command).facts, { commandId, commandHash, stream })?.events;
      }
      if (before.commandHash === commandHash && before.stream === stream) return before.events;
      throw new Rejection('idempotencyKeyReused', { commandId, stream });
    },
    stateOf: (command) => load(command).state,
    keep(order, { state, events }) {
      if (events.length === 0) return;
      const { commandId, commandHash, stream } = identity(order);
      lines.set(commandId, { stream, commandHash, events });
      streams.set(stream, { ...load(order.command), state });
    },
  };
}
