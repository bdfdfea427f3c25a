import { dossierFacts } from './dossier/stored.js';
import type { LogOpened } from './log-opened.js';
import { mandateFacts } from './mandate/stored.js';
import { partyFacts } from './party/stored.js';
import { redeterminationFacts } from './redetermination/stored.js';
import { rulebookFacts } from './rulebook/stored.js';
import { fact } from './shape.js';
import type { FactVersions, StoredVersion } from './shape.js';
import { shareFacts } from './share/stored.js';
import { statementRunFacts } from './statement-run/stored.js';
import { statementsFacts } from './statements/stored.js';
import { submissionFacts } from './submission/stored.js';

/** Every fact that this release can read and write. */
export interface Catalog {
  /** The reader of a stored name; undefined for a name of a newer release, which stops the node. */
  find(stored: string): StoredVersion | undefined;
  /** The name under which a fact is stored today. Throws for a fact that is not in the catalog. */
  storedName(type: string): string;
  /** Number of versions that a fact ever had. */
  versionOf(type: string): number;
  /** Every stored version, in the order of the catalog. */
  readonly versions: readonly StoredVersion[];
}

/** The facts of one kind of stream. */
export interface FactGroup {
  readonly stream: string;
  readonly facts: readonly FactVersions[];
}

export const factGroups: readonly FactGroup[] = [
  {
    stream: 'log',
    facts: [
      fact<LogOpened>('LogOpened', {
        logId: 'text',
        format: 'whole',
        instance: 'text',
        clock: 'text',
        founders: 'list',
      }),
    ],
  },
  { stream: 'mandate-{officialId}', facts: mandateFacts },
  { stream: 'party-{partyId}', facts: partyFacts },
  { stream: 'share-{cpasId}', facts: shareFacts },
  { stream: 'rulebook-{scheme}', facts: rulebookFacts },
  { stream: 'dossier-{dossierId}', facts: dossierFacts },
  { stream: 'submission-{submissionId}', facts: submissionFacts },
  { stream: 'redetermination-{redeterminationId}', facts: redeterminationFacts },
  { stream: 'statementRun-{month}', facts: statementRunFacts },
  { stream: 'statements-{cpasId}', facts: statementsFacts },
];

export function catalogOf(facts: readonly FactVersions[]): Catalog {
  const versions = facts.flat();
  const byStored = new Map(versions.map((one) => [one.stored, one]));
  const byType = new Map(versions.map((one) => [one.type, one.stored]));
  if (byStored.size !== versions.length) throw new Error('a stored name stands twice in the catalog');
  return {
    find: (stored) => byStored.get(stored),
    storedName(type) {
      const stored = byType.get(type);
      if (stored === undefined) throw new Error(`${type} is not in the catalog`);
      return stored;
    },
    versionOf: (type) => versions.filter((one) => one.type === type).length,
    versions,
  };
}

export const catalog: Catalog = catalogOf(factGroups.flatMap((group) => group.facts));
