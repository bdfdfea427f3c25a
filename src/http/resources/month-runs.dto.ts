import { IsOptional, Matches } from 'class-validator';
import { day, yearMonth } from '../../domain/time.js';
import type { Day, YearMonth } from '../../domain/time.js';
import { Parsed } from '../input.js';
import { UndatedPageQuery } from '../page.js';
import { UUID } from './submissions.dto.js';

export class RunPath {
  @Parsed(yearMonth)
  readonly yearMonth!: string;

  get month(): YearMonth {
    return yearMonth(this.yearMonth);
  }
}

export class RunsQuery extends UndatedPageQuery {}

export class MonthRunInput {
  @Parsed(yearMonth)
  readonly yearMonth!: string;

  @IsOptional()
  @Parsed(day)
  readonly sentThroughDate?: string;

  toCommand(): { readonly month: YearMonth; readonly sentThrough: Day | null } {
    const { sentThroughDate } = this;
    return {
      month: yearMonth(this.yearMonth),
      sentThrough: sentThroughDate === undefined ? null : day(sentThroughDate),
    };
  }
}

export class MonthRunApproval {
  @Matches(UUID)
  readonly proposalId!: string;
}
