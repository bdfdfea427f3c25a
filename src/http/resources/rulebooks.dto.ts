import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  MinLength,
} from 'class-validator';
import type { Mark, Parameter, RuleStatus } from '../../domain/rulebook/events.js';
import { Malformed } from '../../domain/rejection.js';
import { day } from '../../domain/time.js';
import { impersonal, printable } from '../../engine/person.js';
import { Parsed, Within } from '../input.js';
import { CERTAINTIES } from './rulebooks.view.js';

export class SchemePath {
  @Matches(/^[A-Z][A-Z0-9]{1,15}$/)
  readonly schemeCode!: string;
}

export class ParameterPath extends SchemePath {
  @Matches(/^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)+$/)
  @MaxLength(64)
  readonly parameterId!: string;
}

export const RULE_STATUSES = [
  'announced',
  'adopted',
  'published',
  'lapsed',
  'suspended',
  'annulled',
] as const satisfies readonly RuleStatus[];
const MARKS = Object.keys(CERTAINTIES) as readonly Mark[];

export class RuleRowInput {
  @Matches(/^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)+$/)
  @MaxLength(64)
  readonly parameterId!: string;

  @IsOptional()
  @Parsed(day)
  readonly startDate?: string;

  @IsOptional()
  @Parsed(day)
  readonly endDate?: string;

  @IsObject()
  readonly values!: Readonly<Record<string, unknown>>;

  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  @Parsed(printable)
  readonly legalReference!: string;

  @IsIn(RULE_STATUSES)
  readonly statusCode!: RuleStatus;

  @IsIn(Object.values(CERTAINTIES))
  readonly certaintyCode!: string;

  @IsOptional()
  @Parsed(day)
  readonly payableFromDate?: string;

  @Parsed(day)
  readonly lastCheckedDate!: string;

  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  @Parsed(impersonal)
  readonly source!: string;

  /** Throws `Malformed` for a value that is no text. */
  toParameter(at: string): Parameter {
    const optional = (text: string | undefined) => (text === undefined ? null : day(text));
    return {
      ruleId: this.parameterId,
      validFrom: optional(this.startDate),
      validTo: optional(this.endDate),
      values: valuesOf(this.values, at),
      legalReference: this.legalReference,
      status: this.statusCode,
      mark: MARKS.find((mark) => CERTAINTIES[mark] === this.certaintyCode) ?? 'N',
      mayPayFrom: optional(this.payableFromDate),
      lastCheckedOn: day(this.lastCheckedDate),
      source: this.source,
    };
  }
}

function valuesOf(values: Readonly<Record<string, unknown>>, at: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value !== 'string') throw new Malformed('must be text', `${at}.values.${name}`);
      return [name, value];
    }),
  );
}

export class RulesInput {
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(5000)
  @Within(() => RuleRowInput, { each: true })
  readonly rows?: readonly RuleRowInput[];
}
