import type { TrailRow } from '../../../projections/audit-trail/query.js';
import { partyId } from '../../domain/ids.js';
import { partyReference } from './parties.view.js';
import type { Sight } from './parties.view.js';

/** An entry of the trail; its address is the question for it alone. */
export const entryView = (row: TrailRow, sight: Sight) => ({
  href: sight.links.to('auditTrail', { sequence: row.sequence }),
  sequence: row.sequence,
  recordedAt: row.recordedAt,
  eventType: row.type,
  recordId: row.stream,
  recordVersion: String(row.revision),
  actor: { issuer: row.issuer, officialId: row.official, kindCode: row.kind, operation: row.mandate },
  eventId: row.eventId,
  commandId: row.commandId,
  causationId: row.causationId,
  correlationId: row.correlationId,
  knownThroughSequence: row.knownThrough,
  reason: row.why,
  parties: row.parties.map((id) => partyReference(partyId(id), sight)),
  beneficiaries: row.beneficiaries,
});
