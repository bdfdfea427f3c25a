import { officialId } from '../../../src/domain/ids.js';
import type { RefusedLine } from '../../../src/domain/submission/events.js';
import { REFUSED_LINES_MAX, submission } from '../../../src/domain/submission/submission.js';
import type {
  CompleteSubmission,
  ReceiveSubmission,
  RefuseLines,
} from '../../../src/domain/submission/submission.js';
import { day, instant } from '../../../src/domain/time.js';
import { specOf } from '../../support/decider-spec.js';
import { CLARA, publishedReference } from '../../support/published.js';

const given = specOf(submission, publishedReference());

const ID = '7d9c6b1e-0000-5000-8000-000000000001';
const act = { submissionId: ID, by: CLARA, on: day('2025-02-03') } as const;
const receive: ReceiveSubmission = {
  type: 'ReceiveSubmission',
  ...act,
  fileHash: `k1:${'ab'.repeat(32)}`,
  format: 'ndjson',
  bytes: 1234,
  receivedAt: instant('2025-02-03T09:00:00.000Z'),
};
const refused = (line: number): RefusedLine => ({
  line,
  formReference: `F${line}`,
  code: 'partyUnknown',
  field: 'senderNis',
  rule: 'is the code of no CPAS',
});
const refuse = (...lines: readonly number[]): RefuseLines => ({
  type: 'RefuseLines',
  ...act,
  lines: lines.map(refused),
});
const complete: CompleteSubmission = {
  type: 'CompleteSubmission',
  ...act,
  lines: 10,
  accepted: 7,
  unchanged: 1,
  refused: 2,
  outcomeList: `k1:${'cd'.repeat(32)}`,
};

const received = submission.decide(receive, submission.initial, publishedReference());
const after = (
  ...commands: readonly Parameters<typeof submission.decide>[0][]
): ReturnType<typeof submission.decide> =>
  commands.reduce<ReturnType<typeof submission.decide>>(
    (facts, command) => [
      ...facts,
      ...given(...facts)
        .when(command)
        .events(),
    ],
    [],
  );

describe('a file is received', () => {
  it('with its hash, format and size', () => {
    given()
      .when(receive)
      .then({
        type: 'SubmissionReceived',
        data: {
          submissionId: ID,
          fileHash: receive.fileHash,
          format: 'ndjson',
          bytes: 1234,
          receivedAt: receive.receivedAt,
          receivedBy: CLARA,
        },
      });
  });

  it('once, whenever it comes again', () => {
    given(...received)
      .when({ ...receive, receivedAt: instant('2025-02-05T09:00:00.000Z') })
      .thenNothing();
  });

  it('only by an official who takes forms in', () => {
    given()
      .when({ ...receive, by: officialId('erika') })
      .thenRejected('mandateMissing', { role: 'intake' });
  });
});

describe('refused lines', () => {
  it('are recorded in numbered chunks', () => {
    expect(after(receive, refuse(3, 4), refuse(9)).slice(1)).toEqual([
      {
        type: 'SubmissionLinesRefused',
        data: { submissionId: ID, chunk: 1, lines: [refused(3), refused(4)] },
      },
      { type: 'SubmissionLinesRefused', data: { submissionId: ID, chunk: 2, lines: [refused(9)] } },
    ]);
  });

  it('are recorded once each, so that an interrupted file can be resumed with other chunks', () => {
    const facts = after(receive, refuse(3, 4));
    given(...facts)
      .when(refuse(3, 4))
      .thenNothing();
    expect(
      given(...facts)
        .when(refuse(4, 5))
        .events(),
    ).toMatchObject([{ data: { chunk: 2, lines: [{ line: 5 }] } }]);
  });

  it('need a file, and are at most 500 at once', () => {
    given().when(refuse(3)).thenRejected('invalidState');
    const many = refuse(...Array.from({ length: REFUSED_LINES_MAX + 1 }, (_, index) => index + 1));
    given(...received)
      .when(many)
      .thenRejected('invalidState', { linesMax: 500 });
  });
});

describe('a file is through', () => {
  const facts = after(receive, refuse(3, 4));

  it('with control totals that add up', () => {
    const { type: _, by: _by, on: _on, ...totals } = complete;
    given(...facts)
      .when(complete)
      .then({ type: 'SubmissionCompleted', data: totals });
  });

  it('is refused where they do not, or where a refused line was not recorded', () => {
    given(...facts)
      .when({ ...complete, lines: 11 })
      .thenRejected('invalidState');
    given(...facts)
      .when({ ...complete, accepted: 6, refused: 3 })
      .thenRejected('invalidState', { refusedRecorded: 2 });
    given().when(complete).thenRejected('invalidState');
  });

  it('and then nothing more is written: the same file again changes nothing', () => {
    const done = given(...after(receive, refuse(3, 4), complete));
    for (const command of [
      receive,
      refuse(3, 4),
      refuse(8),
      complete,
      { ...complete, accepted: 8, refused: 1 },
    ]) {
      done.when(command).thenNothing();
    }
  });
});
