import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional, Matches } from 'class-validator';
import { partyId } from '../../domain/ids.js';
import type { PartyId } from '../../domain/ids.js';
import type { RedeterminationBasis, RedeterminationScope } from '../../domain/redetermination/events.js';
import type { Redetermination } from '../../domain/redetermination/redetermination-book.js';
import { yearMonth } from '../../domain/time.js';
import { Parsed, ParsedEach } from '../input.js';
import { Cursor, UndatedCursorQuery, UndatedPageQuery } from '../page.js';
import { refuseBackwards } from '../period.js';
import { UUID } from './submissions.dto.js';

export class RedeterminationPath {
  @Matches(UUID)
  readonly redeterminationId!: string;
}

export const REDETERMINATION_STATES = ['proposed', 'approved', 'completed', 'withdrawn'] as const;

export class RedeterminationsQuery extends UndatedPageQuery {
  @IsOptional()
  @IsIn(REDETERMINATION_STATES)
  readonly stateCode?: Redetermination['status'];
}

export class PreviewQuery extends UndatedCursorQuery {
  @IsOptional()
  @Parsed(partyId)
  readonly cpasId?: string;

  @Cursor()
  readonly afterItem?: string;
}

export class RedeterminationLinesQuery extends UndatedCursorQuery {
  @Parsed(partyId)
  readonly cpasId!: string;

  @Cursor()
  readonly afterLine?: string;

  get id(): PartyId {
    return partyId(this.cpasId);
  }
}

const BASES = ['rules', 'shares', 'stale'] as const;
const SCHEME = /^[A-Z][A-Z0-9]{1,15}$/;
const PARAMETER = /^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)+$/;

export class RedeterminationInput {
  @Matches(SCHEME)
  readonly schemeCode!: string;

  @IsIn(BASES)
  readonly basisCode!: RedeterminationBasis;

  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @Matches(PARAMETER, { each: true })
  readonly parameterIds?: readonly string[];

  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1_000)
  @ParsedEach(partyId)
  readonly cpasIds?: readonly string[];

  @IsOptional()
  @Parsed(yearMonth)
  readonly startMonth?: string;

  @IsOptional()
  @Parsed(yearMonth)
  readonly endMonth?: string;

  toCommand(): RedeterminationScope {
    const { schemeCode, basisCode, parameterIds = [], cpasIds = [], startMonth, endMonth } = this;
    refuseBackwards('body', { startMonth, endMonth });
    return {
      scheme: schemeCode,
      basis: basisCode,
      ruleIds: parameterIds,
      cpasIds: cpasIds.map(partyId),
      from: startMonth === undefined ? null : yearMonth(startMonth),
      to: endMonth === undefined ? null : yearMonth(endMonth),
    };
  }
}

export class RedeterminationApproval {
  @Matches(/^[0-9a-f]{64}$/)
  readonly digest!: string;
}
