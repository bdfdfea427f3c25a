import { Readable } from 'node:stream';
import { Body } from '@nestjs/common';
import type { PipeTransform } from '@nestjs/common';
import type { Parameter } from '../../domain/rulebook/events.js';
import { publishedRis } from '../../rulebook/files.js';
import { parseRulebookFile } from '../../rulebook/rulebook-file.js';
import { Fault, refuseFor } from '../fault.js';
import { InputPipe } from '../input.js';
import { RulesInput } from './rulebooks.dto.js';

const FILE_BYTES = 1_048_576;

/** The rows that a request proposes: named in JSON, in a rulebook file, or the published ones for an empty object. */
export interface RulesSent {
  /** The scheme that a file or the published rulebook is of. */
  readonly scheme?: string;
  readonly parameters: readonly Parameter[];
}

/** A body of rows of law, in JSON or as a file. */
export const RulesBody = (): ParameterDecorator => Body(new RulesPipe());

class RulesPipe implements PipeTransform {
  private readonly input = new InputPipe();

  async transform(body: unknown): Promise<RulesSent> {
    if (body instanceof Readable) return fileOf(await textOf(body));
    const input = (await this.input.transform(body, { type: 'body', metatype: RulesInput })) as RulesInput;
    if (input.rows === undefined) return fileOf(publishedRis());
    return { parameters: input.rows.map((row, index) => row.toParameter(`rows[${index}]`)) };
  }
}

function fileOf(text: string): Promise<RulesSent> | RulesSent {
  const read = parseRulebookFile(text);
  if (read.ok) return read;
  return refuseFor(
    read.problems.map(({ line, field, rule }) => ({
      kind: 'invalidInput',
      in: 'body',
      name: `lines[${line}].${field}`,
      rule: { text: rule },
    })),
  );
}

async function textOf(body: Readable): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of body as AsyncIterable<Buffer>) {
    bytes += piece.byteLength;
    if (bytes > FILE_BYTES) {
      throw new Fault('payloadTooLarge', { fields: { limit: FILE_BYTES }, headers: { Connection: 'close' } });
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
