import { pino } from 'pino';
import type { Logger } from 'pino';
import type { LogLevel } from '../config.js';

/**
 * Log lines as JSON on standard error. What goes in is chosen field by field where it is written: no bodies, no
 * addresses with their values, no tokens, nothing of a person.
 */
export const loggerFor = (level: LogLevel, node: string): Logger =>
  pino(
    {
      level,
      base: { node },
      formatters: { level: (label) => ({ level: label }) },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    pino.destination(2),
  );
