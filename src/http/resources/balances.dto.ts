import { IsInt, IsOptional, Matches, Max, MaxLength, Min } from 'class-validator';
import { partyId } from '../../domain/ids.js';
import { Cursor, PageQuery, UndatedCursorQuery } from '../page.js';
import { DatedQuery } from '../moment.js';
import { Parsed, WholeText } from '../input.js';

export class BalancesQuery extends PageQuery {
  @IsOptional()
  @Parsed(partyId)
  readonly partyId?: string;

  @IsOptional()
  @Matches(/^[a-z][A-Za-z0-9]*$/)
  @MaxLength(64)
  readonly fundCode?: string;

  @IsOptional()
  @Matches(/^[A-Z][A-Z0-9]{1,15}$/)
  readonly schemeCode?: string;

  @IsOptional()
  @WholeText()
  @IsInt()
  @Min(1990)
  @Max(2100)
  readonly referenceYear?: number;

  @IsOptional()
  @WholeText()
  @IsInt()
  @Min(1990)
  @Max(2100)
  readonly budgetYear?: number;
}

export class TrialBalanceQuery extends DatedQuery {}

export class PostingsQuery extends UndatedCursorQuery {
  @Cursor()
  readonly afterPosting?: string;
}
