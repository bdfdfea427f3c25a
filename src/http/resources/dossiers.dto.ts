import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min, MinLength } from 'class-validator';
import { dossierId, fileNumber, partyId } from '../../domain/ids.js';
import type { FileNumber, PartyId } from '../../domain/ids.js';
import { instant, yearMonth } from '../../domain/time.js';
import { impersonal, ssin } from '../../engine/person.js';
import { Parsed, WholeText } from '../input.js';
import { MomentQuery } from '../moment.js';
import { Cursor, UndatedCursorQuery } from '../page.js';

const LINE_KEY = /^\d{4}-(0[1-9]|1[0-2])(\.\d{4}-(0[1-9]|1[0-2])\.[1-9]\d{0,8})?$/;

export class DossierPath {
  @Parsed(dossierId)
  readonly dossierId!: string;
}

export class LinePath extends DossierPath {
  @Matches(LINE_KEY)
  readonly lineKey!: string;
}

export class DossiersQuery extends UndatedCursorQuery {
  @IsOptional()
  @Parsed(partyId)
  readonly cpasId?: string;

  @IsOptional()
  @Matches(/^[A-Z][A-Z0-9]{1,15}$/)
  readonly schemeCode?: string;

  @IsOptional()
  @Parsed(fileNumber)
  readonly fileNumber?: string;

  @Cursor()
  readonly afterDossier?: string;

  get cpas(): PartyId | undefined {
    return this.cpasId === undefined ? undefined : partyId(this.cpasId);
  }

  /** In canonical form. */
  get file(): FileNumber | undefined {
    return this.fileNumber === undefined ? undefined : fileNumber(this.fileNumber);
  }
}

/** Who is looked for, and why. */
export class DossierSearch {
  @Matches(/^\d{11}$/)
  @Parsed(ssin)
  readonly ssin!: string;

  @IsString()
  @MinLength(3)
  @MaxLength(200)
  @Parsed(impersonal)
  readonly reason!: string;

  @IsOptional()
  @Parsed(instant)
  readonly asOf?: string;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly asOfSequence?: number;
}

export class LinesQuery extends UndatedCursorQuery {
  @IsOptional()
  @Parsed(yearMonth)
  readonly referenceMonth?: string;

  @Cursor()
  readonly afterLine?: string;
}

export class ExplanationQuery extends MomentQuery {
  @IsOptional()
  @WholeText()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  readonly version?: number;
}
