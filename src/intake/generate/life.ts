import type { NisCode } from '../../domain/ids.js';
import type { Day, YearMonth } from '../../domain/time.js';
import type { Decision } from './decision.js';
import type { Population } from './population.js';
import type { AcceptedKind } from './scenario.js';

/** A form as object, before it becomes a line. */
export interface SyntheticForm {
  readonly kind: AcceptedKind;
  readonly outcome: 'recorded' | 'unchanged';
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A file as it stands at some moment of the scenario. */
export interface Life {
  readonly file: number;
  readonly openedBy: NisCode;
  readonly openedIn: YearMonth;
  readonly fileNumber: string;
  readonly decision: Decision;
  /** First day of the decision that was sent last, and the day on which it was taken. */
  readonly effectiveFrom: Day;
  readonly decidedOn: Day;
  /** First day without entitlement, once it was withdrawn. */
  readonly withdrawnFrom: Day | null;
  /** True while nothing was sent but the first decision, which holds since the first day of its month. */
  readonly plain: boolean;
}

/** What is sent about a file in a month, and how it stands afterwards. */
export interface LifeStep {
  /** Made when asked for: of most steps only the life is wanted. */
  readonly forms: () => readonly SyntheticForm[];
  readonly life: Life;
}

export interface LifeWorld {
  readonly seed: number;
  readonly population: Population;
}
