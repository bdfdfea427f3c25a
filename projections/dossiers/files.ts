import type { Recorded } from '../../src/domain/decider.js';
import type { DossierOpened } from '../../src/domain/dossier/events.js';
import { yearMonth } from '../../src/domain/time.js';
import type { Day, YearMonth } from '../../src/domain/time.js';
import type { Store } from '../projection.js';
import { firstDue } from './due.js';
import type { Entry, MonthRun, Timeline } from './due.js';

/** What decides which months of a dossier are due, while facts of it are read; written at the end of the batch. */
export interface File {
  lastSequence: number;
  timeline: Timeline;
  months: readonly MonthRun[];
}

export interface Files {
  openLog(month: YearMonth): void;
  open(fact: Recorded<DossierOpened>): void;
  /** The file of a dossier; what is changed in it is written by `flush`. Throws where it was never opened. */
  of(dossierId: string): File;
  flush(): void;
}

export function filesIn(store: Store): Files {
  const find = store.prepare('SELECT last_sequence, timeline, months FROM dossier WHERE dossier_id = ?');
  const insert = store.prepare(`INSERT INTO dossier VALUES (?, ?, ?, ?, ?, ?, '', '', NULL)`);
  const update = store.prepare(
    'UPDATE dossier SET last_sequence = ?, timeline = ?, months = ?, due_from = ? WHERE dossier_id = ?',
  );
  const insertLog = store.prepare('INSERT INTO log VALUES (1, ?)');
  const files = new Map<string, File>();
  const log = store.prepare('SELECT opened FROM log').get();
  let logOpened = log && yearMonth(String(log['opened']));
  const dueFrom = ({ timeline, months }: File): YearMonth | null => {
    if (logOpened === undefined) throw new Error('there is a dossier before LogOpened');
    return firstDue(timeline, months, logOpened);
  };
  return {
    openLog(month) {
      insertLog.run(month);
      logOpened = month;
    },
    open({ sequence, data }) {
      insert.run(data.dossierId, data.scheme, data.cpasId, data.fileNumber, sequence, sequence);
    },
    of(dossierId) {
      const known = files.get(dossierId);
      if (known) return known;
      const row = find.get(dossierId);
      if (row === undefined) throw new Error(`dossier ${dossierId} was never opened`);
      const file = fileOf(row);
      files.set(dossierId, file);
      return file;
    },
    flush() {
      for (const [dossierId, file] of files) {
        const { lastSequence, timeline, months } = file;
        update.run(lastSequence, timelineText(timeline), monthsText(months), dueFrom(file), dossierId);
      }
      files.clear();
    },
  };
}

const fileOf = (row: Readonly<Record<string, unknown>>): File => ({
  lastSequence: Number(row['last_sequence']),
  timeline: words(row['timeline']).map(entryOf),
  months: words(row['months']).map(runOf),
});

/** Such as `B2024-12-01 C2025-03-15`: form B or C, and its day. */
const timelineText = (timeline: Timeline): string =>
  timeline.map(({ kind, from }) => `${kind === 'decision' ? 'B' : 'C'}${from}`).join(' ');

const entryOf = (text: string): Entry => ({
  kind: text.startsWith('B') ? 'decision' : 'withdrawal',
  from: text.slice(1) as Day,
});

/** Such as `2024-12..2025-03 2025-05..2025-05`. */
const monthsText = (runs: readonly MonthRun[]): string => runs.map((run) => run.join('..')).join(' ');

const runOf = (text: string): MonthRun => [text.slice(0, 7) as YearMonth, text.slice(9) as YearMonth];

/** Texts that this file wrote; they are read back as they are. */
const words = (value: unknown): readonly string[] => (value === '' ? [] : String(value).split(' '));
