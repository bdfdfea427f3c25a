import type { ShareDetermined } from '../../domain/share/events.js';
import type { HeldShare } from '../../domain/share/share-book.js';
import { partyReference } from './parties.view.js';
import type { Sight } from './parties.view.js';

type Determined = ShareDetermined['data'];

/** A share with the counts it follows from; without counts where it was notified and not computed. */
export const determinationView = (share: Determined, sight: Sight) => ({
  cpas: partyReference(share.cpasId, sight),
  schemeCode: share.scheme,
  year: share.year,
  share: share.share,
  statusCode: share.status,
  legalReference: share.legalReference,
  basisCode: share.basis,
  counts: share.counts.map(({ year, averageHundredths }) => ({
    year,
    average: averageText(averageHundredths),
  })),
  countedParties: share.countedParties.map((id) => partyReference(id, sight)),
  ...(share.previousShare !== null && { previousShare: share.previousShare }),
  policies: share.policies,
  ruleVersion: share.ruleCode,
  source: share.source,
});

/** An approved share as it stands in a list. */
export const shareItem = (share: HeldShare, sight: Sight) => ({
  href: sight.links.to(`cpas/${share.cpasId}/shares/${share.year}`),
  cpas: partyReference(share.cpasId, sight),
  schemeCode: share.scheme,
  year: share.year,
  share: share.share,
  statusCode: share.status,
  sequence: share.sequence,
  legalReference: share.legalReference,
});

/** An approved share with all it came from. */
export const shareDocument = (share: HeldShare, sight: Sight) => ({
  ...shareItem(share, sight),
  ...determinationView(share, sight),
  proposal: { id: share.proposalId, href: sight.links.to(`proposals/${share.proposalId}`) },
  proposedBy: share.proposedBy,
  approvedBy: share.confirmedBy,
});

/** Hundredths as a decimal text without trailing zeros. */
function averageText(hundredths: number): string {
  const decimals = String(hundredths % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${Math.trunc(hundredths / 100)}${decimals === '' ? '' : `.${decimals}`}`;
}
