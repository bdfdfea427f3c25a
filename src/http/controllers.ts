import type { Type } from '@nestjs/common';
import { DocumentationController } from './documentation.controller.js';
import { HealthController } from './health.controller.js';
import { AuditTrailController } from './resources/audit-trail.controller.js';
import { BalancesController } from './resources/balances.controller.js';
import { DossierLinesController } from './resources/dossier-lines.controller.js';
import { DossierSearchController, DossiersController } from './resources/dossiers.controller.js';
import { FindingsController } from './resources/findings.controller.js';
import { MonthRunTasksController } from './resources/month-run-tasks.controller.js';
import { MonthRunsController } from './resources/month-runs.controller.js';
import { MandatesController } from './resources/mandates.controller.js';
import { AllPartiesController, PartiesController } from './resources/parties.controller.js';
import { PartiesTasksController } from './resources/parties-tasks.controller.js';
import { ProposalsController } from './resources/proposals.controller.js';
import { RedeterminationTasksController } from './resources/redetermination-tasks.controller.js';
import { RedeterminationsController } from './resources/redeterminations.controller.js';
import { RefDataController } from './resources/ref-data.controller.js';
import { RulebooksController } from './resources/rulebooks.controller.js';
import { SharesController } from './resources/shares.controller.js';
import { SimulationController } from './resources/simulation.controller.js';
import { StatementsController } from './resources/statements.controller.js';
import { SubmissionTasksController } from './resources/submission-tasks.controller.js';
import { SubmissionsController } from './resources/submissions.controller.js';

/** Every controller of the API; one line for each resource. */
export const CONTROLLERS: readonly Type[] = [
  HealthController,
  DocumentationController,
  PartiesTasksController,
  PartiesController,
  AllPartiesController,
  MandatesController,
  ProposalsController,
  RefDataController,
  RulebooksController,
  SharesController,
  BalancesController,
  FindingsController,
  MonthRunTasksController,
  MonthRunsController,
  StatementsController,
  AuditTrailController,
  SubmissionTasksController,
  SubmissionsController,
  SimulationController,
  DossierSearchController,
  DossiersController,
  DossierLinesController,
  RedeterminationTasksController,
  RedeterminationsController,
];
