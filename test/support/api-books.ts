import { setTimeout as delay } from 'node:timers/promises';
import { dossierOfForm } from '../../projections/forms/query.js';
import * as dossierQueries from '../../projections/dossiers/query.js';
import * as statementQueries from '../../projections/statements/query.js';
import type { DomainEvent } from '../../src/domain/decider.js';
import { partyId } from '../../src/domain/ids.js';
import { rate } from '../../src/domain/money.js';
import { instant, yearMonth } from '../../src/domain/time.js';
import { confirmProposal, proposeRules } from '../../src/engine/acts.js';
import { confirmRun, proposeRun } from '../../src/engine/month-run.js';
import { submit } from '../../src/engine/submit.js';
import type { SubmissionReport } from '../../src/engine/submit.js';
import { Stores } from '../../src/evidence/stores.js';
import { LogOfRecord } from '../../src/log/log-of-record.js';
import { uuidFrom } from '../../src/uuid.js';
import { ANNA, BEA, openApi } from './api.js';
import type { Api, Told } from './api.js';
import { shareFacts } from './dossier.js';
import { formB, ndjson, unrealNiss } from './forms.js';
import { appendFacts } from './intake-node.js';
import { inventedRow, publishedRules } from './published.js';

/** A server with the published rules, to which forms can be sent. */
export interface Books extends Api {
  /** Sets the clock, and takes the forms in as a file of `anna`. */
  readonly submit: (at: string, ...forms: readonly object[]) => Promise<SubmissionReport>;
  /** Proposes the run by `anna` and makes its cut by `bea`, on a moment of its month. */
  readonly runMonth: (at: string) => Promise<{ readonly cut: number }>;
  /** The items of a list over all its pages; something may happen after the first. */
  readonly everyPage: (path: string, meanwhile?: () => Promise<void>) => Promise<readonly unknown[]>;
  readonly until: (sequence?: number) => Promise<void>;
  /** Sets the clock, and makes {@link LATE_LAW} the rule by two officials. */
  readonly publishLateLaw: (at: string) => Promise<void>;
  /** Follows a task until it is done. */
  readonly ended: (task: Told) => Promise<Told>;
}

/** 15 % of a project instead of 10, from December on; no law. */
export const LATE_LAW = inventedRow('ris.rate.piis', { rate: rate('0.15') }, '2024-12-01');

/** The redetermination that {@link LATE_LAW} asks for. */
export const LATE_SCOPE = { schemeCode: 'RIS', basisCode: 'rules', parameterIds: ['ris.rate.piis'] };

/** {@link openApi} with the published rulebook, and shares of `cpas-1` to `cpas-3` of 2023 to 2026. */
export async function openBooks(): Promise<Books> {
  const api = await openApi();
  const { engine, clock } = api;
  const { keys, evidence } = api.app.get(Stores);
  const ids = [1, 2, 3].map((n) => partyId(`cpas-${n}`));
  await appendFacts(api.app.get(LogOfRecord).log, [
    ['rulebook-RIS', publishedRules().map(proposedById)],
    ...ids.map(
      (id) =>
        [
          `share-${id}`,
          [2023, 2024, 2025, 2026].flatMap((year) => shareFacts(id, year, '0.7').map(proposedById)),
        ] as const,
    ),
  ]);
  const until = (sequence = engine.local.head()) => engine.waitFor(sequence, { timeoutMs: 30_000 });
  const runs = { engine, reads: { ...dossierQueries, ...statementQueries } };
  const everyPage: Books['everyPage'] = async (path, meanwhile) => {
    let page = await api.call(`GET ${path}`);
    const items: unknown[] = page.body.items;
    await meanwhile?.();
    while (page.body.next !== undefined) {
      page = await api.call(`GET ${page.body.next}`);
      items.push(...(page.body.items as readonly unknown[]));
    }
    return items;
  };
  return {
    ...api,
    until,
    everyPage,
    submit: async (at, ...forms) => {
      clock.set(instant(at));
      const tools = { engine, keys, evidence, clock, dossierOfForm };
      const report = await submit(tools, api.acting(ANNA), once(Buffer.from(ndjson(...forms))));
      await until();
      return report;
    },
    publishLateLaw: async (at) => {
      clock.set(instant(at));
      const rules = { scheme: 'RIS', parameters: [LATE_LAW] };
      const { proposalId } = await proposeRules(engine, api.acting(ANNA), rules);
      await confirmProposal(engine, api.acting(BEA), proposalId);
    },
    ended: async (task) => {
      expect(task.status).toBe(202);
      let now = await api.call(`GET ${task.body.href}`);
      for (; now.body.status.state === 'processing'; now = await api.call(`GET ${task.body.href}`)) {
        await delay(20);
      }
      return now;
    },
    runMonth: async (at) => {
      clock.set(instant(at));
      const month = yearMonth(at.slice(0, 7));
      const { proposalId } = await proposeRun(runs, api.acting(ANNA), { month, sentThrough: null });
      const run = await confirmRun(runs, api.acting(BEA), { month, proposalId });
      await until();
      return run;
    },
  };
}

/** The facts of the tests have proposals with names; the API shows ids. */
const proposedById = (fact: DomainEvent): DomainEvent => {
  const { proposalId } = fact.data as { readonly proposalId: string };
  return { ...fact, data: { ...fact.data, proposalId: uuidFrom('test', proposalId) } };
};

/** A decision of a person of its own, granted from December 2024 on. */
export const decision = (n: number, changes: Readonly<Record<string, unknown>> = {}): object =>
  formB({
    formReference: `B-${n}`,
    senderNis: `1000${1 + (n % 3)}`,
    fileNumber: `${n}`,
    beneficiaries: [{ role: 'main', niss: unrealNiss(String(700_101 + (n % 90) * 1_00_00 + (n % 28))) }],
    ...changes,
  });

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
