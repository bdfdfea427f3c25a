import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { officialId } from '../../domain/ids.js';
import type { OfficialId } from '../../domain/ids.js';
import { ROLES } from '../../domain/mandate/events.js';
import type { Role } from '../../domain/mandate/events.js';
import { cents } from '../../domain/money.js';
import { day } from '../../domain/time.js';
import type { MandateWanted } from '../../engine/acts.js';
import type { DelegationWanted, Revocation } from '../../engine/mandate-acts.js';
import { invalid } from '../fault.js';
import { impersonal } from '../../engine/person.js';
import { Parsed } from '../input.js';
import { PageQuery } from '../page.js';
import { refuseBackwards } from '../period.js';

const SCHEME = /^[A-Z][A-Z0-9]{1,15}$/;

export class OfficialPath {
  @Parsed(officialId)
  readonly officialId!: string;

  get id(): OfficialId {
    return officialId(this.officialId);
  }
}

export class MandatesQuery extends PageQuery {
  @IsOptional()
  @IsIn(ROLES)
  readonly roleCode?: Role;

  @IsOptional()
  @Matches(SCHEME)
  readonly schemeCode?: string;
}

class TermsInput {
  @IsOptional()
  @IsBoolean()
  readonly allSchemes?: boolean;

  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @Matches(SCHEME, { each: true })
  readonly schemeCodes?: readonly string[];

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly ceilingAmount?: number;

  @Parsed(day)
  readonly startDate!: string;

  protected get terms() {
    const { ceilingAmount, startDate } = this;
    const ceiling = ceilingAmount === undefined ? null : cents(ceilingAmount);
    return { schemes: this.schemes, ceiling, validFrom: day(startDate) };
  }

  /** Throws a 400 unless it is either all schemes or some. */
  private get schemes(): readonly string[] {
    const { allSchemes, schemeCodes } = this;
    if (allSchemes === true && schemeCodes) {
      throw invalid('body', 'schemeCodes', 'notBoth', { values: { other: 'allSchemes' } });
    }
    if (allSchemes === true) return ['*'];
    if (schemeCodes === undefined) throw invalid('body', 'schemeCodes', 'required');
    return schemeCodes;
  }
}

export class MandateInput extends TermsInput {
  @Parsed(officialId)
  readonly officialId!: string;

  @IsIn(ROLES)
  readonly roleCode!: Role;

  @IsOptional()
  @Parsed(day)
  readonly endDate?: string;

  toCommand(): MandateWanted {
    const { startDate, endDate } = this;
    refuseBackwards('body', { startDate, endDate });
    const validUntil = endDate === undefined ? null : day(endDate);
    return { officialId: officialId(this.officialId), role: this.roleCode, ...this.terms, validUntil };
  }
}

export class DelegationInput extends TermsInput {
  @Parsed(officialId)
  readonly delegateId!: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @IsIn(ROLES, { each: true })
  readonly roleCodes!: readonly Role[];

  @Parsed(day)
  readonly endDate!: string;

  toCommand(): DelegationWanted {
    const { startDate, endDate } = this;
    refuseBackwards('body', { startDate, endDate });
    const validUntil = day(endDate);
    return { delegateId: officialId(this.delegateId), roles: this.roleCodes, ...this.terms, validUntil };
  }
}

class RevocationInput {
  @Parsed(day)
  readonly startDate!: string;

  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  @Parsed(impersonal)
  readonly reason!: string;

  protected of(id: OfficialId): Revocation {
    return { officialId: id, from: day(this.startDate), reason: this.reason };
  }
}

export class MandateRevocationInput extends RevocationInput {
  @IsIn(ROLES)
  readonly roleCode!: Role;

  toCommand(id: OfficialId) {
    return { ...this.of(id), role: this.roleCode };
  }
}

export class DelegationRevocationInput extends RevocationInput {
  @Matches(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
  readonly proposalId!: string;

  toCommand(id: OfficialId) {
    return { ...this.of(id), proposalId: this.proposalId };
  }
}
