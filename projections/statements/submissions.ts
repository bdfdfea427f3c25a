import type { Recorded } from '../../src/domain/decider.js';
import type {
  SubmissionCompleted,
  SubmissionLinesRefused,
  SubmissionReceived,
} from '../../src/domain/submission/events.js';
import type { Store } from '../projection.js';

/** Control totals of received files and their refused lines by reason. */
export interface Submissions {
  receive(fact: Recorded<SubmissionReceived>): void;
  refuse(fact: Recorded<SubmissionLinesRefused>): void;
  complete(fact: Recorded<SubmissionCompleted>): void;
}

export function submissionsIn(store: Store): Submissions {
  const insert = store.prepare(`INSERT INTO submission
    VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL, NULL, NULL, NULL)`);
  const count = store.prepare(`INSERT INTO refused VALUES (?, ?, ?, ?, 1)
    ON CONFLICT (submission_id, sequence, code, field) DO UPDATE SET lines = lines + 1`);
  const complete = store.prepare(
    `UPDATE submission SET completed = ?, lines = ?, accepted = ?, unchanged = ?, refused = ?, outcome_list = ?
      WHERE submission_id = ?`,
  );
  return {
    receive({ sequence, data, meta }) {
      const { submissionId, receivedAt, receivedBy, format, bytes } = data;
      insert.run(submissionId, sequence, receivedAt, receivedBy, format, bytes, meta.causationId);
    },
    refuse({ sequence, data }) {
      for (const { code, field } of data.lines) count.run(data.submissionId, sequence, code, field ?? '');
    },
    complete({ sequence, data }) {
      const { submissionId, lines, accepted, unchanged, refused, outcomeList } = data;
      complete.run(sequence, lines, accepted, unchanged, refused, outcomeList, submissionId);
    },
  };
}
