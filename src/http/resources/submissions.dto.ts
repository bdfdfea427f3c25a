import { ArrayMaxSize, IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { addDays, day, instantOfMs, msOfInstant, startOfDay, yearMonth } from '../../domain/time.js';
import type { Instant } from '../../domain/time.js';
import { Parsed, Repeated, WholeText } from '../input.js';
import { Cursor, UndatedCursorQuery, UndatedPageQuery } from '../page.js';
import { refuseBackwards } from '../period.js';

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export class TaskPath {
  @Matches(UUID)
  readonly taskId!: string;
}

export class SubmissionPath {
  @Matches(UUID)
  readonly submissionId!: string;
}

const EVER = { from: instantOfMs(0), until: instantOfMs(Date.UTC(9999, 11, 31)) };

export class SubmissionsQuery extends UndatedPageQuery {
  @IsOptional()
  @Parsed(day)
  readonly startDate?: string;

  @IsOptional()
  @Parsed(day)
  readonly endDate?: string;

  /** Moments of receipt on the Brussels days, both included. Throws a 400 where the last is before the first. */
  get received(): { readonly from: Instant; readonly until: Instant } {
    const { startDate, endDate } = this;
    refuseBackwards('query', { startDate, endDate });
    return {
      from: startDate === undefined ? EVER.from : startOfDay(day(startDate)),
      until:
        endDate === undefined
          ? EVER.until
          : instantOfMs(msOfInstant(startOfDay(addDays(day(endDate), 1))) - 1),
    };
  }
}

export const OUTCOMES = ['recorded', 'replayed', 'unchanged', 'refused'] as const;

export class SubmissionLinesQuery extends UndatedCursorQuery {
  @IsOptional()
  @Repeated()
  @IsIn(OUTCOMES, { each: true })
  @ArrayMaxSize(4)
  readonly outcome?: readonly (typeof OUTCOMES)[number][];

  @IsOptional()
  @WholeText()
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly line?: number;

  @Cursor()
  readonly afterLine?: string;
}

export class SimulationQuery {
  @IsOptional()
  @Parsed(yearMonth)
  readonly throughMonth?: string;
}
