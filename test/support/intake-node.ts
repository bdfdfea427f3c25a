import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalog } from '../../src/domain/catalog.js';
import type { DomainEvent } from '../../src/domain/decider.js';
import { nisCode, partyId } from '../../src/domain/ids.js';
import type { PartyId } from '../../src/domain/ids.js';
import type { PartyRegistered, PartySucceeded } from '../../src/domain/party/events.js';
import { day } from '../../src/domain/time.js';
import type { Acting } from '../../src/engine/acting.js';
import { codecOf } from '../../src/engine/codec.js';
import { outcomesOf } from '../../src/engine/outcome-list.js';
import type { LineOutcome } from '../../src/engine/outcome-list.js';
import { submit } from '../../src/engine/submit.js';
import type { SubmissionReport, SubmitTools } from '../../src/engine/submit.js';
import { openEvidence } from '../../src/evidence/evidence-store.js';
import type { Keys } from '../../src/evidence/keys.js';
import { NO_STREAM } from '../../src/log/event-log.js';
import type { EventLog } from '../../src/log/event-log.js';
import { forms } from '../../projections/forms/project.js';
import { dossierOfForm } from '../../projections/forms/query.js';
import { shareFacts } from './dossier.js';
import { hashContent, openNode } from './engine-node.js';
import type { EngineNode, NodeOptions } from './engine-node.js';
import { metadata } from './facts.js';
import { fixedKeys } from './keys.js';
import { CLARA, DAVID, MANDATES, publishedRules } from './published.js';

/** Brussels; a small CPAS until the end of 2024; the new one that follows it. Their NIS codes are 21004, 46013 and 46030. */
export const BRUSSELS = partyId('cpas-21004');
export const OLD = partyId('cpas-46013');
export const NEW = partyId('cpas-46030');

/** A node that takes submissions: published rules, three CPAS, their shares of 2023 to 2025. */
export interface IntakeNode extends EngineNode {
  readonly tools: SubmitTools;
  readonly keys: Keys;
  readonly acting: Acting;
  /** Submits a text, or bytes. */
  submit(bytes: string | Uint8Array): Promise<SubmissionReport>;
  /** The list that a report names. */
  outcomes(report: SubmissionReport): Promise<readonly LineOutcome[]>;
}

export async function openIntakeNode(options: NodeOptions = {}, facts = FACTS): Promise<IntakeNode> {
  const folder = mkdtempSync(join(tmpdir(), 'flows-intake-'));
  const keys = await fixedKeys();
  const node = await openNode({
    ...options,
    projections: [forms, ...(options.projections ?? [])],
    engine: { hashContent: (text) => keys.commandHash(text), ...options.engine },
  });
  if (node.local.head() === 1) await appendFacts(node.log, facts);
  const evidence = await openEvidence(folder, keys);
  const tools: SubmitTools = { engine: node.engine, evidence, keys, clock: node.clock, dossierOfForm };
  const acting: Acting = { official: CLARA, on: day('2024-12-10'), door: 'test', key: 'k' };
  return {
    ...node,
    tools,
    keys,
    acting,
    submit: (bytes) => submit(tools, acting, piecesOf(Buffer.from(bytes))),
    outcomes: async ({ outcomeList }) => {
      const outcomes: LineOutcome[] = [];
      for await (const outcome of outcomesOf(evidence, outcomeList)) outcomes.push(outcome);
      return outcomes;
    },
    close: async () => {
      await node.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function* piecesOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += 65_536) yield bytes.subarray(start, start + 65_536);
}

/** A CPAS of Flanders under a code from a day on. */
export const registered = (id: PartyId, nis: string, validFrom: string): PartyRegistered => ({
  type: 'PartyRegistered',
  data: {
    partyId: id,
    kind: 'cpas',
    names: { fr: id, nl: id, de: id },
    language: 'N',
    regionNis: nisCode('02000'),
    nisCode: nisCode(nis),
    enterpriseNumber: null,
    validFrom: day(validFrom),
    formerNisCodes: [],
    source: 'test',
    registeredBy: CLARA,
  },
});

const SUCCESSION: PartySucceeded = {
  type: 'PartySucceeded',
  data: {
    partyId: OLD,
    successorId: NEW,
    effectiveOn: day('2025-01-01'),
    mode: 'newEntity',
    source: 'test',
    proposalId: 'succession',
    confirmedBy: DAVID,
  },
};

/** Facts by stream. */
export type StreamFacts = readonly (readonly [string, readonly DomainEvent[]])[];

/** The facts that submissions rest on. */
export const FACTS: StreamFacts = [
  ['mandate-clara', MANDATES.filter(({ data }) => data.officialId === CLARA)],
  ['rulebook-RIS', publishedRules()],
  [`party-${BRUSSELS}`, [registered(BRUSSELS, '21004', '2002-10-01')]],
  [`party-${OLD}`, [registered(OLD, '46013', '2002-10-01'), SUCCESSION]],
  [`party-${NEW}`, [registered(NEW, '46030', '2025-01-01')]],
  [`share-${BRUSSELS}`, [2023, 2024, 2025].flatMap((year) => shareFacts(BRUSSELS, year, '0.7'))],
  [`share-${OLD}`, [2023, 2024].flatMap((year) => shareFacts(OLD, year, '0.55'))],
  [`share-${NEW}`, [2024, 2025].flatMap((year) => shareFacts(NEW, year, '0.55'))],
];

/** Puts facts into a log that was just opened, each list on its own stream. */
export async function appendFacts(log: EventLog, byStream: StreamFacts): Promise<void> {
  const codec = codecOf(catalog);
  const appends = byStream.map(([stream, facts]) => ({
    stream,
    expectedRevision: NO_STREAM,
    events: facts.map((fact, index) => {
      const meta = { ...metadata(), commandId: `setup:${stream}`, commandHash: hashContent(stream) };
      return codec.encode(fact, index, meta);
    }),
  }));
  for (const { status } of await log.append(appends)) {
    if (status !== 'appended') throw new Error(`a fact of the setup was not appended: ${status}`);
  }
}
