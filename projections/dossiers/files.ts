import { day, yearMonth } from '../../src/domain/time.js';
import type { YearMonth } from '../../src/domain/time.js';
import type { DossierOpened } from '../../src/domain/dossier/events.js';
import type { Recorded } from '../../src/domain/decider.js';
import type { Store } from '../projection.js';
import { firstDue } from './due.js';
import type { Entry, MonthRun, Timeline } from './due.js';

/** A dossier while facts of it are read; written at the end of the batch. */
export interface File {
  readonly scheme: string;
  readonly cpas: string;
  readonly fileNumber: string;
  readonly opened: number;
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
  const find = store.prepare('SELECT * FROM dossier WHERE dossier_id = ?');
  const write = store.prepare('INSERT OR REPLACE INTO dossier VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
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
      files.set(data.dossierId, {
        scheme: data.scheme,
        cpas: data.cpasId,
        fileNumber: data.fileNumber,
        opened: sequence,
        lastSequence: sequence,
        timeline: [],
        months: [],
      });
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
        const { scheme, cpas, fileNumber, opened, lastSequence, timeline, months } = file;
        write.run(
          ...[dossierId, scheme, cpas, fileNumber, opened, lastSequence],
          ...[timelineText(timeline), monthsText(months), dueFrom(file)],
        );
      }
      files.clear();
    },
  };
}

function fileOf(row: Readonly<Record<string, unknown>>): File {
  return {
    scheme: String(row['scheme']),
    cpas: String(row['cpas']),
    fileNumber: String(row['file_number']),
    opened: Number(row['opened']),
    lastSequence: Number(row['last_sequence']),
    timeline: words(row['timeline']).map(entryOf),
    months: words(row['months']).map(runOf),
  };
}

/** Such as `B2024-12-01 C2025-03-15`: form B or C, and its day. */
const timelineText = (timeline: Timeline): string =>
  timeline.map(({ kind, from }) => `${kind === 'decision' ? 'B' : 'C'}${from}`).join(' ');

const entryOf = (text: string): Entry => ({
  kind: text.startsWith('B') ? 'decision' : 'withdrawal',
  from: day(text.slice(1)),
});

/** Such as `2024-12..2025-03 2025-05..2025-05`. */
const monthsText = (runs: readonly MonthRun[]): string => runs.map((run) => run.join('..')).join(' ');

const runOf = (text: string): MonthRun => [yearMonth(text.slice(0, 7)), yearMonth(text.slice(9))];

const words = (value: unknown): readonly string[] =>
  String(value)
    .split(' ')
    .filter((word) => word !== '');
