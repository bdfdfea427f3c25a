import { dossierAt } from '../../engine/dossier-at.js';
import type { DossierAt } from '../../engine/dossier-at.js';
import { notFound } from '../fault.js';
import type { Links } from '../links.js';
import type { Moment, Moments } from '../moment.js';
import type { Intake } from './intake.js';
import type { Sight } from './parties.view.js';

/** What views of a dossier look up, as it was known. Use it at once. */
export const dossierSight = (moments: Moments, moment: Moment, links: Links): Sight => ({
  known: moments.referenceAt(moment),
  on: moment.validOn,
  links,
});

/** The dossier of a path as it was known; throws a 404 where it was not there. */
export function shownDossier({ tools }: Intake, dossierId: string, { sequence }: Moment): DossierAt {
  const dossier = dossierAt(tools.engine.local, dossierId, sequence);
  if (dossier === undefined) throw notFound('dossierId', dossierId);
  return dossier;
}
