import { auditTrail } from '../projections/audit-trail/project.js';
import { balances } from '../projections/balances/project.js';
import { dossiers } from '../projections/dossiers/project.js';
import { forms } from '../projections/forms/project.js';
import type { Projection } from '../projections/projection.js';
import { reference } from '../projections/reference/project.js';
import { statements } from '../projections/statements/project.js';

/** The read models of this release. */
export const READ_MODELS: readonly Projection[] = [
  reference,
  dossiers,
  forms,
  balances,
  statements,
  auditTrail,
];
