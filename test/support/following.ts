import { draftsOf } from '../../projections/statements/query.js';
import { statements } from '../../projections/statements/project.js';
import { history } from './history.js';
import type { History } from './history.js';
import { readModel } from './read-model.js';
import type { ReadModel } from './read-model.js';

/** A history whose facts go into the read model as they happen. */
export function following() {
  const log = history();
  const model = readModel(statements);
  let put = 0;
  const follow = (): ReadModel => {
    model.put(log.facts.slice(put));
    put = log.head;
    return model;
  };
  const run = (month: string, sentThrough: string, issuedOn = `${month}-02`): number => {
    const cut = log.start(month, sentThrough, issuedOn);
    follow();
    return cut;
  };
  const issueAll = (cut: number): void => {
    for (const draft of draftsOf(follow().store, cut)) {
      log.issue({ ...draft, type: 'IssueStatement', itemRoot: 'cd'.repeat(32) });
    }
    follow();
  };
  return { log, model, follow, run, issueAll };
}

/** Two CPAS and three dossiers: files 7 and 12 of the first, 3 of the second. */
export function twoCpas(): ReturnType<typeof following> {
  const all = following();
  all.log.cpas('cpas-a', { nis: '11001', region: '02000' });
  all.log.cpas('cpas-b', { nis: '52001', region: '03000' });
  all.log.open('dossier-1', 'cpas-a', '7');
  all.log.open('dossier-2', 'cpas-b', '3');
  all.log.open('dossier-3', 'cpas-a', '12');
  return all;
}

/** The grant of a month; on the form of its last day where no sending date is given. */
export const grant = (log: History, dossier: string, month: string, gross: number, sent?: string) =>
  log.determine({ dossier, month, grosses: { 101: gross }, ...(sent === undefined ? {} : { sent }) });
