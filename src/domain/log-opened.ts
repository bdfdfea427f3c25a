import type { OfficialId } from './ids.js';

/** The first event of every log: names the log, so that figures of two environments are never mixed. */
export interface LogOpened {
  readonly type: 'LogOpened';
  readonly data: {
    readonly logId: string;
    readonly format: 1;
    readonly instance: string;
    /** `simulated` for demos, tests and what-if: stamps then come from the scenario and not from the machine. */
    readonly clock: 'real' | 'simulated';
    /** The two administrators from whom every mandate descends; named by whoever opens the log, outside this system. */
    readonly founders: readonly [OfficialId, OfficialId];
  };
}

export const LOG_STREAM = 'log';
