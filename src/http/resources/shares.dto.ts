import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { nisCode, partyId } from '../../domain/ids.js';
import { rate } from '../../domain/money.js';
import { hundredths } from '../../engine/share-import.js';
import type { SharesWanted } from '../../engine/share-import.js';
import { invalid } from '../fault.js';
import { impersonal } from '../../engine/person.js';
import { Parsed, WholeText, Within } from '../input.js';
import { UndatedPageQuery } from '../page.js';
import { CpasPath } from './parties.dto.js';

const YEARS = { first: 1990, last: 2100 };

export class SharesQuery extends UndatedPageQuery {
  @IsOptional()
  @WholeText()
  @IsInt()
  @Min(YEARS.first)
  @Max(YEARS.last)
  readonly year?: number;

  @IsOptional()
  @Parsed(partyId)
  readonly cpasId?: string;
}

export class SharePath extends CpasPath {
  @WholeText()
  @IsInt()
  @Min(YEARS.first)
  @Max(YEARS.last)
  readonly year!: number;
}

class MunicipalityInput {
  @IsInt()
  @Min(10_000)
  @Max(99_999)
  readonly municipalityCode!: number;
}

export class CountInput extends MunicipalityInput {
  @IsInt()
  @Min(YEARS.first)
  @Max(YEARS.last)
  readonly year!: number;

  @Parsed(hundredths)
  readonly average!: string;
}

export class NotifiedShareInput extends MunicipalityInput {
  @Parsed(rate)
  readonly share!: string;
}

export const SHARE_STATUSES = ['provisional', 'final'] as const;

export class ShareImportInput {
  @IsInt()
  @Min(YEARS.first)
  @Max(YEARS.last)
  readonly year!: number;

  @IsIn(SHARE_STATUSES)
  readonly statusCode!: (typeof SHARE_STATUSES)[number];

  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  @Parsed(impersonal)
  readonly source!: string;

  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(5000)
  @Within(() => CountInput, { each: true })
  readonly counts?: readonly CountInput[];

  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(2000)
  @Within(() => NotifiedShareInput, { each: true })
  readonly shares?: readonly NotifiedShareInput[];

  /** Throws a 400 unless it is either counts or shares. */
  toCommand(): SharesWanted {
    const { year, statusCode: status, source, counts, shares } = this;
    if (counts && shares) throw invalid('body', 'shares', 'notBoth', { values: { other: 'counts' } });
    if (!counts && !shares) throw invalid('body', 'counts', 'required');
    const of = { year, status, source };
    if (shares) return { ...of, shares: shares.map((one) => ({ ...codeOf(one), share: rate(one.share) })) };
    const counted = (counts ?? []).map((one) => ({
      ...codeOf(one),
      year: one.year,
      averageHundredths: hundredths(one.average),
    }));
    return { ...of, counts: counted };
  }
}

const codeOf = ({ municipalityCode }: MunicipalityInput) => ({ nisCode: nisCode(String(municipalityCode)) });
