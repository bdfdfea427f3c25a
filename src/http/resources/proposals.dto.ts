import { IsIn, IsOptional, Matches } from 'class-validator';
import { officialId } from '../../domain/ids.js';
import type { ProposalState } from '../../domain/proposal.js';
import { Parsed } from '../input.js';
import { UndatedPageQuery } from '../page.js';

export class ProposalPath {
  @Matches(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
  readonly proposalId!: string;
}

export const PROPOSAL_KINDS = [
  'mandate',
  'delegation',
  'iban',
  'succession',
  'share',
  'rulebook',
  'redetermination',
  'statementRun',
] as const;

const PROPOSAL_STATES = [
  'pending',
  'approved',
  'withdrawn',
  'overtaken',
] as const satisfies readonly ProposalState[];

export class ProposalsQuery extends UndatedPageQuery {
  @IsOptional()
  @IsIn(PROPOSAL_STATES)
  readonly stateCode?: ProposalState;

  @IsOptional()
  @IsIn(PROPOSAL_KINDS)
  readonly kindCode?: (typeof PROPOSAL_KINDS)[number];

  @IsOptional()
  @Parsed(officialId)
  readonly proposedBy?: string;
}
