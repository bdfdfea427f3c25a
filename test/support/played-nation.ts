import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { dossierOfForm } from '../../projections/forms/query.js';
import * as dossiers from '../../projections/dossiers/query.js';
import * as statements from '../../projections/statements/query.js';
import { AppModule, NodeClock } from '../../src/app.module.js';
import type { AppOptions } from '../../src/app.module.js';
import type { Flows } from '../../src/cli/door.js';
import { nationOf, writeCounts, writeForms } from '../../src/cli/generate.js';
import { proposeSharesOf } from '../../src/cli/shares.js';
import { configFrom } from '../../src/config.js';
import type { Config } from '../../src/config.js';
import { officialId } from '../../src/domain/ids.js';
import type { OfficialId } from '../../src/domain/ids.js';
import type { Role } from '../../src/domain/mandate/events.js';
import { brusselsDay, instant, yearMonth } from '../../src/domain/time.js';
import type { Instant } from '../../src/domain/time.js';
import type { Acting } from '../../src/engine/acting.js';
import { confirmProposal, importParties, proposeMandate, proposeRules } from '../../src/engine/acts.js';
import type { Tally } from '../../src/engine/acts.js';
import type { SimulatedClock } from '../../src/engine/clock.js';
import { Engine } from '../../src/engine/engine.js';
import { confirmRun, proposeRun } from '../../src/engine/month-run.js';
import type { MonthRunTools } from '../../src/engine/month-run.js';
import { submit } from '../../src/engine/submit.js';
import { Stores } from '../../src/evidence/stores.js';
import { LogOfRecord } from '../../src/log/log-of-record.js';
import { publishedMunicipalities, publishedRis } from '../../src/rulebook/files.js';
import { parseMunicipalities } from '../../src/rulebook/municipalities.js';
import { partyCommands } from '../../src/rulebook/party-commands.js';
import { parseRulebookFile } from '../../src/rulebook/rulebook-file.js';
import { uuidFrom } from '../../src/uuid.js';

/** An open node of the application, as `flows` wires it, with its log within reach of a test. */
export interface OpenNation extends Flows {
  readonly record: LogOfRecord;
}

const FOUNDERS: readonly [OfficialId, OfficialId] = [officialId('admin-1'), officialId('admin-2')];
const [OFFICER, SECOND] = [officialId('officer-1'), officialId('officer-2')];
const ROLES: readonly Role[] = ['registrar', 'ruleEditor', 'shareEditor', 'intake', 'runManager'];
const OPENED_AT = instant('2024-12-02T07:00:00.000Z');

/** What is played, each step a command of the command line that is given again until it is answered. */
export const STEPS = ['submit', 'mergers', 'propose', 'confirm'] as const;
export type Step = (typeof STEPS)[number];

const MONTH = yearMonth('2025-01');
const AT: Readonly<Record<Step, Instant>> = {
  submit: instant('2024-12-16T09:00:00.000Z'),
  mergers: instant('2025-01-02T08:00:00.000Z'),
  propose: instant('2025-01-05T08:00:00.000Z'),
  confirm: instant('2025-01-05T08:00:00.000Z'),
};

/** The configuration of a node in a folder, embedded or on a server. */
export const configOf = (folder: string, url?: string): Config =>
  configFrom({
    FLOWS_DATA: join(folder, 'data'),
    FLOWS_NODE: 'node-1',
    FLOWS_LOG: url === undefined ? 'sqlite' : 'eventstoredb',
    ...(url === undefined ? {} : { EVENTSTORE_URL: url }),
  });

export async function openNation(
  config: Config,
  opening: Pick<AppOptions, 'opening' | 'simulatedFrom'> = {},
): Promise<OpenNation> {
  const module = AppModule.for({ config, write: true, ...opening });
  const app = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  const { clock } = app.get(NodeClock);
  return {
    engine: app.get(Engine),
    stores: app.get(Stores),
    record: app.get(LogOfRecord),
    clock,
    config,
    close: () => app.close(),
  };
}

/** The log of December 2024 with register, law and shares, and the synthetic forms beside it; then it is closed. */
export async function prepareNation(
  config: Config,
  of: { readonly seed: number; readonly scale: number },
): Promise<void> {
  const opening = { logId: uuidFrom('kill', of.seed), founders: FOUNDERS };
  const flows = await openNation(config, { opening, simulatedFrom: OPENED_AT });
  try {
    const nation = nationOf(of.seed, of.scale);
    const folder = formsIn(config);
    await writeCounts(nation, folder);
    await writeForms(nation, folder);
    await mandates(flows);
    await register(flows, 'register-2024');
    const rules = parseRulebookFile(publishedRis());
    if (!rules.ok) throw new Error('the published rulebook cannot be read');
    const { proposalId } = await proposeRules(flows.engine, acting(flows, OFFICER, 'rulebook'), rules);
    await confirmed(flows, proposalId);
    await shares(flows, 2023, true);
    await shares(flows, 2024, false);
    await flows.engine.waitFor(flows.engine.local.head(), { timeoutMs: 60_000 });
  } finally {
    await flows.close();
  }
}

/** Plays one step; played again, it does what is missing and gives the same answer. */
export async function playStep(flows: Flows, step: Step): Promise<object> {
  clockOf(flows).set(AT[step]);
  await flows.engine.waitFor(flows.engine.local.head(), { timeoutMs: 60_000 });
  switch (step) {
    case 'submit':
      return submitDecember(flows);
    case 'mergers':
      await register(flows, 'register-2025');
      return shares(flows, 2025, false);
    case 'propose':
      return proposeRun(toolsOf(flows), acting(flows, OFFICER, MONTH), { month: MONTH, sentThrough: null });
    case 'confirm': {
      const act = acting(flows, SECOND, MONTH);
      const proposalId = uuidFrom('statementRun', MONTH, MONTH);
      return confirmRun(toolsOf(flows), act, { month: MONTH, proposalId });
    }
  }
}

async function submitDecember(flows: Flows): Promise<object> {
  const { engine, stores, clock } = flows;
  const tools = { engine, evidence: stores.evidence, keys: stores.keys, clock, dossierOfForm };
  const file = createReadStream(join(formsIn(flows.config), 'forms-2024-12.ndjson'));
  return submit(tools, acting(flows, OFFICER, '2024-12'), file);
}

export const toolsOf = ({ engine }: Flows): MonthRunTools => ({
  engine,
  reads: { ...dossiers, ...statements },
});

const formsIn = (config: Config): string => join(config.data, 'forms');

async function mandates(flows: Flows): Promise<void> {
  const [proposer, confirmer] = FOUNDERS;
  for (const role of ROLES) {
    for (const who of [OFFICER, SECOND]) {
      const validFrom = brusselsDay(flows.clock.now());
      const wanted = { officialId: who, role, schemes: ['*'], validFrom, validUntil: null };
      const key = `${role}-${who}`;
      const { proposalId } = await proposeMandate(flows.engine, acting(flows, proposer, key), wanted);
      must(await confirmProposal(flows.engine, acting(flows, confirmer, key), proposalId));
    }
  }
}

async function register(flows: Flows, key: string): Promise<void> {
  const act = acting(flows, OFFICER, key);
  const table = parseMunicipalities(publishedMunicipalities());
  const { proposalId, ...tally } = await importParties(flows.engine, act, (id) =>
    partyCommands(table, { by: OFFICER, on: act.on, through: act.on, proposalId: id }),
  );
  must(tally);
  if (proposalId !== null) await confirmed(flows, proposalId);
}

async function shares(flows: Flows, year: number, given: boolean): Promise<object> {
  const { proposalId, ...tally } = await proposeSharesOf(flows, acting(flows, OFFICER, `shares-${year}`), {
    file: join(formsIn(flows.config), given ? 'shares-2023.csv' : 'counts.csv'),
    year,
    status: 'final',
    source: 'synthetic',
    given,
  });
  must(tally);
  return confirmed(flows, proposalId);
}

/** Played again after its last part was confirmed, nothing of the proposal is pending any more. */
async function confirmed(flows: Flows, proposalId: string): Promise<object> {
  const pending = flows.engine.reference().pendingProposals();
  if (pending.some((one) => one.proposalId === proposalId)) {
    must(await confirmProposal(flows.engine, acting(flows, SECOND, proposalId), proposalId));
  }
  return { proposalId };
}

const acting = (flows: Flows, official: OfficialId, key: string): Acting => ({
  official,
  on: brusselsDay(flows.clock.now()),
  door: 'cli',
  key,
});

function clockOf({ clock }: Flows): SimulatedClock {
  if (!isSimulated(clock)) throw new Error('the log of a campaign has a simulated clock');
  return clock;
}

const isSimulated = (clock: Flows['clock']): clock is SimulatedClock => clock.kind === 'simulated';

function must({ refused }: Tally): void {
  const [first] = refused;
  if (first !== undefined) throw first;
}
