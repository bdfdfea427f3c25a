import { Readable } from 'node:stream';
import { Controller, HttpCode, Post, Query } from '@nestjs/common';
import { addMonths, brusselsDay, monthOf, yearMonth } from '../../domain/time.js';
import { assess } from '../../engine/assess.js';
import type { AssessedLine } from '../../engine/assess.js';
import { Outgoing } from '../answer.js';
import { callNow, callerNow } from '../call.js';
import { invalid } from '../fault.js';
import { Links } from '../links.js';
import { Scope } from '../scope.js';
import { FORM_FILES, FileBody } from './file-body.js';
import { Intake } from './intake.js';
import { SimulationQuery } from './submissions.dto.js';
import { simulatedLine } from './submissions.view.js';

const BYTES_MAX = 16_777_216;
const LINES_MAX = 5_000;
/** What is decided before others are served again. */
const PIECE_BYTES = 8_192;
const LINE_END = 0x0a;

/** What a file would do, without recording anything. */
@Controller('submissions')
export class SimulationController {
  constructor(
    private readonly links: Links,
    private readonly intake: Intake,
  ) {}

  @Post('simulate')
  @HttpCode(200)
  @Scope('consult', { consumes: FORM_FILES })
  async simulate(
    @Query() query: SimulationQuery,
    @FileBody(BYTES_MAX) file: AsyncIterable<Uint8Array>,
  ): Promise<Outgoing> {
    const { engine, keys, dossierOfForm, clock } = this.intake.tools;
    const bytes = await wholeFile(file);
    const receivedAt = clock.now();
    const on = brusselsDay(callNow().now);
    const { throughMonth } = query;
    const through = throughMonth === undefined ? addMonths(monthOf(on), -1) : yearMonth(throughMonth);
    const acting = { official: callerNow().official, on, door: 'api', key: 'simulate' };
    const asOfSequence = engine.local.head();
    const tools = { engine, keys, dossierOfForm, receivedAt, through };
    const lines = assess(tools, acting, piecesOf(bytes));
    // What cannot go on is a problem as long as no answer has begun.
    const first = await lines.next();
    const sight = () => ({ known: engine.reference(), on, links: this.links });
    const text = answerText({ asOfSequence, throughMonth: through }, followed(first, lines), (line) =>
      simulatedLine(line, sight()),
    );
    return new Outgoing(200, Readable.from(text), {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store, max-age=0',
    });
  }
}

/** The bytes of a file of at most {@link LINES_MAX} lines. */
async function wholeFile(file: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of file) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  let lines = 0;
  for (let at = bytes.indexOf(LINE_END); at >= 0; at = bytes.indexOf(LINE_END, at + 1)) lines += 1;
  if (bytes.length > 0 && bytes.at(-1) !== LINE_END) lines += 1;
  if (lines > LINES_MAX) throw invalid('body', 'body', 'tooMany', { values: { limit: LINES_MAX } });
  return bytes;
}

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
    yield bytes.subarray(start, start + PIECE_BYTES);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function* followed(
  first: IteratorResult<AssessedLine>,
  rest: AsyncIterable<AssessedLine>,
): AsyncGenerator<AssessedLine> {
  if (first.done === true) return;
  yield first.value;
  yield* rest;
}

/** The answer as it is made: a line may carry years of months. */
async function* answerText(
  head: object,
  lines: AsyncIterable<AssessedLine>,
  show: (line: AssessedLine) => object,
): AsyncGenerator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"lines":[`;
  let separator = '';
  for await (const line of lines) {
    yield `${separator}${JSON.stringify(show(line))}`;
    separator = ',';
  }
  yield ']}';
}
