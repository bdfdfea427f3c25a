import type { MessagePort } from 'node:worker_threads';
import type { LocalLog } from '../log/event-log.js';
import { readModelsHere } from './read-models.js';
import type { ProjectionsOptions } from './project.js';
import type { Said, Told } from './read-models-messages.js';

/**
 * The side of the thread that feeds the read models: reads the log by a handle of its own, writes the files, and answers
 * through the port until it is told to close. Then it lets go of the log.
 */
export function serveReadModels(
  port: MessagePort,
  options: Omit<ProjectionsOptions, 'local' | 'onStep'>,
  local: LocalLog & { close(): void },
): void {
  const say = (said: Said): void => port.postMessage(said);
  const sayStandings = (): void => say({ kind: 'standings', standings: models.standings() });
  const models = readModelsHere({ ...options, local, onStep: sayStandings });
  const answer = async (told: Extract<Told, { readonly id: number }>): Promise<void> => {
    const { id, name } = told;
    try {
      const result =
        told.kind === 'digest'
          ? await models.digest(name)
          : await models.rebuild(name, { verify: told.verify });
      sayStandings();
      say({ kind: 'answer', id, result });
    } catch (error) {
      const { name: kind, message } = error instanceof Error ? error : new Error(String(error));
      say({ kind: 'failure', id, name: kind, message });
    }
  };
  const close = async (): Promise<void> => {
    await models.close();
    local.close();
    port.close();
  };
  port.on('message', (told: Told) => {
    if (told.kind === 'grown') models.wake();
    else if (told.kind === 'close') void close();
    else void answer(told);
  });
  sayStandings();
}
