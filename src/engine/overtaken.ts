import { catalog } from '../domain/catalog.js';
import { dossier } from '../domain/dossier/dossier.js';
import type { DossierEvent } from '../domain/dossier/events.js';
import { Rejection } from '../domain/rejection.js';
import type { FormCommand } from '../intake/to-command.js';
import { codecOf } from './codec.js';
import type { Engine } from './engine.js';

/**
 * What a line was told, or would have been, before a later line of its file acted on the dossier: it recorded nothing,
 * so it is decided on the stream as it was before that. Where the rules have changed in between and it would now
 * record something, it stays refused as overtaken.
 */
export function verdictBefore(engine: Engine, command: FormCommand): Rejection | 'unchanged' {
  const codec = codecOf(catalog);
  const { submissionId, line } = command.form;
  let state = dossier.initial;
  for (const stored of engine.local.readStream(dossier.streamOf(command))) {
    const fact = codec.decode(stored);
    if (fact === undefined) continue;
    // The stream's name says which facts are in it.
    const event = fact as DossierEvent;
    const form = 'form' in event.data ? event.data.form : undefined;
    if (form?.submissionId === submissionId && form.line > line) break;
    state = dossier.evolve(state, event);
  }
  try {
    const events = dossier.decide(command, state, engine.reference());
    return events.length === 0 ? 'unchanged' : new Rejection('overtaken', { line });
  } catch (error) {
    if (error instanceof Rejection) return error;
    throw error;
  }
}
