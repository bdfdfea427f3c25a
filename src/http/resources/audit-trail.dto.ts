import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min, MinLength } from 'class-validator';
import { officialId, partyId } from '../../domain/ids.js';
import { day } from '../../domain/time.js';
import { impersonal, ssin } from '../../engine/person.js';
import { Parsed, WholeText } from '../input.js';
import { Cursor, UndatedCursorQuery } from '../page.js';

class DaysQuery extends UndatedCursorQuery {
  @IsOptional()
  @Parsed(day)
  readonly startDate?: string;

  @IsOptional()
  @Parsed(day)
  readonly endDate?: string;

  @Cursor()
  readonly afterEntry?: string;
}

export class AuditTrailQuery extends DaysQuery {
  @IsOptional()
  @Parsed(officialId)
  readonly officialId?: string;

  @IsOptional()
  @Parsed(partyId)
  readonly cpasId?: string;

  @IsOptional()
  @Matches(/^[A-Z][A-Za-z0-9]*$/)
  @MaxLength(64)
  readonly eventType?: string;

  @IsOptional()
  @Matches(/^[A-Za-z][A-Za-z0-9._-]*$/)
  @MaxLength(200)
  readonly recordId?: string;

  @IsOptional()
  @WholeText()
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly sequence?: number;
}

export class AuditQueryInput extends DaysQuery {
  @Matches(/^\d{11}$/)
  @Parsed(ssin)
  readonly ssin!: string;

  @IsString()
  @MinLength(3)
  @MaxLength(200)
  @Parsed(impersonal)
  readonly reason!: string;
}
