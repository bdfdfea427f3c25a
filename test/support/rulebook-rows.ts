import type { RulebookEvent } from '../../src/domain/rulebook/events.js';
import { day } from '../../src/domain/time.js';
import { CLARA, DAVID } from './published.js';

/** Version 2 of a policy of the RIS rulebook, confirmed in place of the published row. */
export const policyRow = (ruleId: string, value: string): readonly RulebookEvent[] => [
  {
    type: 'RulebookProposed',
    data: {
      scheme: 'RIS',
      proposalId: ruleId,
      proposedBy: CLARA,
      parameters: [
        {
          ruleId,
          validFrom: null,
          validTo: null,
          values: { version: '2', value },
          legalReference: 'test',
          status: 'published',
          mark: 'N',
          mayPayFrom: null,
          lastCheckedOn: day('2026-11-01'),
          source: 'test',
        },
      ],
    },
  },
  { type: 'RulebookConfirmed', data: { scheme: 'RIS', proposalId: ruleId, confirmedBy: DAVID } },
];
