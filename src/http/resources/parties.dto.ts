import {
  ArrayMaxSize,
  IsArray,
  IsDefined,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { enterpriseNumber, iban, nisCode, partyId } from '../../domain/ids.js';
import type { PartyId } from '../../domain/ids.js';
import { day } from '../../domain/time.js';
import type { LanguageRegime, PartyKind, PartySucceeded } from '../../domain/party/events.js';
import type { IbanWanted } from '../../engine/acts.js';
import type { ChangeWanted, RegistrationWanted, SuccessionWanted } from '../../engine/party-acts.js';
import { cpasPartyId } from '../../rulebook/party-commands.js';
import { invalid } from '../fault.js';
import { impersonal, printable } from '../../engine/person.js';
import { Parsed, WholeText, Within } from '../input.js';
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

export const PARTY_KINDS = [
  'cpas',
  'payer',
  'region',
  'caami',
  'fund',
  'partner',
] as const satisfies readonly PartyKind[];

export class PartyPath {
  @Parsed(partyId)
  readonly partyId!: string;

  get id(): PartyId {
    return partyId(this.partyId);
  }
}

export class PartiesQuery extends PageQuery {
  @IsOptional()
  @IsIn(PARTY_KINDS)
  readonly kindCode?: PartyKind;

  @IsOptional()
  @Parsed(enterpriseNumber)
  readonly enterpriseNumber?: string;

  @IsOptional()
  @IsString()
  @MinLength(2)
  @MaxLength(100)
  readonly q?: string;
}

export const LANGUAGE_REGIMES = ['N', 'F', 'D', 'FN'] as const satisfies readonly LanguageRegime[];
const REGION_NIS = { 'BE-BRU': '04000', 'BE-WAL': '03000', 'BE-VLG': '02000' } as const;

class NamesInput {
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  @Parsed(printable)
  readonly fr!: string;

  @IsString()
  @MinLength(1)
  @MaxLength(500)
  @Parsed(printable)
  readonly nl!: string;

  @IsString()
  @MinLength(1)
  @MaxLength(500)
  @Parsed(printable)
  readonly de!: string;
}

class FormerCodeInput {
  @IsInt()
  @Min(10_000)
  @Max(99_999)
  readonly municipalityCode!: number;

  @Parsed(day)
  readonly endDate!: string;
}

class SourcedInput {
  @Parsed(day)
  readonly startDate!: string;

  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  @Parsed(impersonal)
  readonly source!: string;
}

export class CpasRegistrationInput extends SourcedInput {
  @IsDefined()
  @Within(() => NamesInput)
  readonly names!: NamesInput;

  @IsIn(LANGUAGE_REGIMES)
  readonly linguisticRegimeCode!: LanguageRegime;

  @IsIn(REGION_CODES)
  readonly regionCode!: (typeof REGION_CODES)[number];

  @IsInt()
  @Min(10_000)
  @Max(99_999)
  readonly municipalityCode!: number;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @Within(() => FormerCodeInput, { each: true })
  readonly formerMunicipalityCodes?: readonly FormerCodeInput[];

  @IsOptional()
  @Parsed(enterpriseNumber)
  readonly enterpriseNumber?: string;

  /** The id follows from the code, as in the import of the published table. */
  toCommand(): RegistrationWanted {
    const code = codeOf(this.municipalityCode);
    return {
      partyId: cpasPartyId(code),
      kind: 'cpas',
      names: namesOf(this.names),
      language: this.linguisticRegimeCode,
      regionNis: nisCode(REGION_NIS[this.regionCode]),
      nisCode: code,
      enterpriseNumber: this.enterpriseNumber === undefined ? null : enterpriseNumber(this.enterpriseNumber),
      validFrom: day(this.startDate),
      formerNisCodes: (this.formerMunicipalityCodes ?? []).map((one) => ({
        nisCode: codeOf(one.municipalityCode),
        validUntil: day(one.endDate),
      })),
      source: this.source,
    };
  }
}

export class CpasChangeInput extends SourcedInput {
  @IsOptional()
  @Within(() => NamesInput)
  readonly names?: NamesInput;

  @IsOptional()
  @IsInt()
  @Min(10_000)
  @Max(99_999)
  readonly municipalityCode?: number;

  @IsOptional()
  @Parsed(enterpriseNumber)
  readonly enterpriseNumber?: string;

  /** Throws a 400 where nothing is to change. */
  toCommand(of: PartyId): ChangeWanted {
    const { names, municipalityCode: code, enterpriseNumber: number, startDate, source } = this;
    if (!names && code === undefined && number === undefined) throw invalid('body', 'names', 'required');
    return {
      partyId: of,
      names: names ? namesOf(names) : null,
      nisCode: code === undefined ? null : codeOf(code),
      enterpriseNumber: number === undefined ? null : enterpriseNumber(number),
      validFrom: day(startDate),
      source,
    };
  }
}

export const SUCCESSION_MODES = [
  'newEntity',
  'absorbed',
  'notKnown',
] as const satisfies readonly PartySucceeded['data']['mode'][];

export class SuccessionInput extends SourcedInput {
  @Parsed(partyId)
  readonly successorId!: string;

  @IsIn(SUCCESSION_MODES)
  readonly modeCode!: (typeof SUCCESSION_MODES)[number];

  toCommand(of: PartyId): SuccessionWanted {
    const { successorId, startDate, modeCode: mode, source } = this;
    return { partyId: of, successorId: partyId(successorId), effectiveOn: day(startDate), mode, source };
  }
}

const codeOf = (code: number) => nisCode(String(code));
const namesOf = ({ fr, nl, de }: NamesInput) => ({ fr, nl, de });

export class IbanInput {
  @Parsed(iban)
  readonly iban!: string;

  @Parsed(day)
  readonly startDate!: string;

  toCommand(of: PartyId): IbanWanted {
    return { partyId: of, iban: iban(this.iban), validFrom: day(this.startDate) };
  }
}
