import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { partyId } from '../../domain/ids.js';
import { NotTaken, Parsed } from '../input.js';
import { Cursor, UndatedCursorQuery, UndatedPageQuery } from '../page.js';
import { SubmissionsQuery } from './submissions.dto.js';

export class OpenItemsQuery extends UndatedCursorQuery {
  @IsOptional()
  @Parsed(partyId)
  readonly cpasId?: string;

  @Cursor()
  readonly afterItem?: string;
}

export class CpasPageQuery extends UndatedPageQuery {
  @IsOptional()
  @Parsed(partyId)
  readonly cpasId?: string;
}

export class RefusalsQuery extends SubmissionsQuery {
  @IsOptional()
  @Matches(/^[a-z][A-Za-z0-9]*$/)
  @MaxLength(64)
  readonly refusalCode?: string;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  readonly field?: string;
}
NotTaken()(RefusalsQuery.prototype, 'validOn');
