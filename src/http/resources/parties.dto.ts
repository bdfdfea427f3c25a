import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import { enterpriseNumber, iban, partyId } from '../../domain/ids.js';
import type { PartyId } from '../../domain/ids.js';
import { day } from '../../domain/time.js';
import type { IbanWanted } from '../../engine/acts.js';
import { Parsed, WholeText } from '../input.js';
import { PageQuery } from '../page.js';

export class CpasPath {
  @Parsed(partyId)
  readonly cpasId!: string;

  get id(): PartyId {
    return partyId(this.cpasId);
  }
}

export const REGION_CODES = ['BE-BRU', 'BE-WAL', 'BE-VLG'] as const;

export class CpasQuery extends PageQuery {
  @IsOptional()
  @WholeText()
  @IsInt()
  @Min(10_000)
  @Max(99_999)
  readonly municipalityCode?: number;

  @IsOptional()
  @Parsed(enterpriseNumber)
  readonly enterpriseNumber?: string;

  @IsOptional()
  @IsString()
  @MinLength(2)
  @MaxLength(100)
  readonly q?: string;

  @IsOptional()
  @IsIn(REGION_CODES)
  readonly regionCode?: (typeof REGION_CODES)[number];
}

export class IbanInput {
  @Parsed(iban)
  readonly iban!: string;

  @Parsed(day)
  readonly startDate!: string;

  toCommand(of: PartyId): IbanWanted {
    return { partyId: of, iban: iban(this.iban), validFrom: day(this.startDate) };
  }
}
