import { IsOptional, Matches } from 'class-validator';
import { partyId } from '../../domain/ids.js';
import type { PartyId } from '../../domain/ids.js';
import { yearMonth } from '../../domain/time.js';
import { Parsed } from '../input.js';
import { Cursor, UndatedCursorQuery, UndatedPageQuery } from '../page.js';

const STATEMENT_ID = /^([a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?)-([1-9]\d{0,6})$/;

export class StatementPath {
  @Matches(STATEMENT_ID)
  readonly statementId!: string;

  /** Id of the CPAS and number of the statement. */
  get parts(): { readonly cpasId: PartyId; readonly number: number } {
    const [, cpas = '', number = ''] = STATEMENT_ID.exec(this.statementId) ?? [];
    return { cpasId: partyId(cpas), number: Number(number) };
  }
}

export class StatementsQuery extends UndatedPageQuery {
  @IsOptional()
  @Parsed(partyId)
  readonly cpasId?: string;

  @IsOptional()
  @Parsed(yearMonth)
  readonly yearMonth?: string;
}

export class StatementLinesQuery extends UndatedCursorQuery {
  @Cursor()
  readonly afterLine?: string;
}
