import { readFileSync } from 'node:fs';
import { officialId, partyId } from '../../src/domain/ids.js';
import { day } from '../../src/domain/time.js';
import { confirmProposal, importParties } from '../../src/engine/acts.js';
import { party } from '../../src/domain/party/party.js';
import { LATE_LAW, LATE_SCOPE, decision, openBooks } from '../support/api-books.js';
import type { Books } from '../support/api-books.js';
import { ANNA, BEA } from '../support/api.js';
import type { Told } from '../support/api.js';
import { formC, formD, unrealNiss } from '../support/forms.js';
import { registerParty, renameParty } from '../support/parties.js';

/** Commands between the two readings; `FLOWS_MANY=10000` for the whole measure. */
const MANY = Number(process.env['FLOWS_MANY'] ?? 300);
const PAGES_MAX = 4;

const SUCCESSION = '3f0e7a54-5c5e-4a4f-9f0e-0c9d5f3b7a99';

interface Answer {
  readonly etag: string | undefined;
  readonly text: string;
}

let api: Books;
let cut: number;
let redetermination: Told;
beforeAll(async () => {
  api = await openBooks();
  const unknown = formC({
    senderNis: '10001',
    fileNumber: 'NONE',
    decidedOn: '2024-12-05',
    effectiveFrom: '2024-12-01',
  });
  const project = { piisFrom: '2024-12-01', resourcesYear: '0.00' };
  const granted = [1, 2, 3, 4, 5, 6].map((n) => decision(n, n > 3 ? project : {}));
  await api.submit('2024-12-10T09:00:00.000Z', ...granted, unknown, { form: 'X' });
  ({ cut } = await api.runMonth('2025-01-06T09:00:00.000Z'));
  const late = { decidedOn: '2024-11-04', effectiveFrom: '2024-11-01' };
  await api.submit('2025-02-01T09:00:00.000Z', decision(7, late), decision(8, late), decision(9));
  await api.runMonth('2025-02-03T09:00:00.000Z');
  await api.publishLateLaw('2025-02-04T09:00:00.000Z');
  const task = await api.call('POST /redeterminations/tasks', { body: LATE_SCOPE });
  redetermination = await api.call(`GET ${(await api.ended(task)).headers['location']}`);
  await api.until();
}, 60_000);
afterAll(() => api.close());

/** Every GET of the contract that can be asked as of a sequence, with an id of each kind. */
async function questions(): Promise<readonly (readonly [path: string, url: string])[]> {
  const { paths, components } = JSON.parse(
    readFileSync(new URL('../../src/http/openapi.json', import.meta.url), 'utf8'),
  ) as Contract;
  const ids = await samples();
  const sample = (name: string): string => {
    const id = ids[name];
    if (id === undefined) throw new Error(`${name} needs a sample`);
    return id;
  };
  return Object.entries(paths).flatMap(([path, { get }]) => {
    const parameters = (get?.parameters ?? []).map((one) =>
      '$ref' in one ? components.parameters[one.$ref.split('/').at(-1) ?? ''] : one,
    );
    if (!parameters.some((one) => one?.name === 'asOfSequence')) return [];
    const needed = parameters.flatMap((one) =>
      one?.in === 'query' && one.required === true ? [`${one.name}=${sample(one.name)}`] : [],
    );
    const url = path.replace(/\{(\w+)\}/g, (_all, name: string) => sample(name));
    return [[path, `${url}?${needed.map((one) => `${one}&`).join('')}`] as const];
  });
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
}

interface Contract {
  readonly paths: Readonly<
    Record<
      string,
      { readonly get?: { readonly parameters?: readonly (Parameter | { readonly $ref: string })[] } }
    >
  >;
  readonly components: { readonly parameters: Readonly<Record<string, Parameter>> };
}

async function samples(): Promise<Readonly<Record<string, string>>> {
  const { items } = (await api.call('GET /statements/cpas-2-1/lines')).body;
  const [line] = items;
  const { proposal } = (await api.call('GET /monthRuns/2025-01')).body;
  const [received] = (await api.call('GET /submissions')).body.items;
  return {
    cpasId: 'cpas-2',
    partyId: 'cpas-3',
    statementId: 'cpas-2-1',
    yearMonth: '2025-01',
    dossierId: String(line.dossier.id),
    lineKey: String(line.lineKey),
    proposalId: String(proposal.id),
    submissionId: String(received.id),
    officialId: 'anna',
    schemeCode: 'RIS',
    parameterId: LATE_LAW.ruleId,
    redeterminationId: String(redetermination.body.id),
    year: '2024',
  };
}

/** The pages of a question as of a sequence, the first ones; undefined where it has no answer. */
async function answers(url: string, asOfSequence: number): Promise<readonly Answer[] | undefined> {
  const pages: Answer[] = [];
  let next: string | undefined = `${url}asOfSequence=${asOfSequence}`;
  while (next !== undefined && pages.length < PAGES_MAX) {
    const { status, text, headers, body } = await api.call(`GET ${next}`);
    if (status !== 200) return undefined;
    pages.push({ etag: headers['etag'], text });
    next = (body as { readonly next?: string }).next;
  }
  return pages;
}

/** What a year may bring: forms of every kind, other persons in a dossier, mandates, names, a succession, lines determined again, runs. */
async function more(): Promise<void> {
  const { engine } = api;
  const before = engine.local.head();
  const other = {
    beneficiaries: [{ role: 'main', niss: unrealNiss('660606') }],
    fileNumber: '2',
    decidedOn: '2025-02-04',
  };
  const withdrawn = {
    senderNis: '10002',
    fileNumber: '1',
    decidedOn: '2025-02-05',
    effectiveFrom: '2025-02-01',
  };
  const recovery = {
    senderNis: '10002',
    fileNumber: '4',
    bookingMonth: '2025-02',
    referenceMonth: '2024-12',
  };
  await api.submit(
    '2025-02-10T09:00:00.000Z',
    decision(2, { ...other, formReference: 'B-2-2', effectiveFrom: '2025-02-01' }),
    formC({ ...withdrawn, formReference: 'C-1' }),
    // What was lost in a month is another amount in its next version.
    decision(7, {
      formReference: 'B-7-2',
      effectiveFrom: '2024-11-01',
      decidedOn: '2025-02-04',
      resourcesYear: '3000.00',
    }),
    formD(recovery),
    { form: 'Y' },
  );
  const { body, headers } = redetermination;
  const approval = { as: BEA, ifMatch: headers['etag'] ?? '', body: { digest: body.digest } };
  const carriedOut = await api.ended(await api.call(`POST ${body.href}/approvals`, approval));
  expect(carriedOut.status).toBe(303);
  const tallied = await importParties(engine, api.acting(ANNA), () => [
    { ...registerParty('cpas-4', 4), by: ANNA },
  ]);
  expect(tallied.refused).toEqual([]);
  const context = (commandId: string) => ({
    commandId,
    actor: { issuer: 'test', subject: 'anna', kind: 'official' as const, mandate: 'registrar' },
    content: {},
  });
  await engine.execute(
    party,
    { ...renameParty('cpas-2', 'Renamed', '2024-06-01'), by: ANNA },
    context('rename'),
  );
  const succession = {
    type: 'ProposeSuccession' as const,
    partyId: partyId('cpas-2'),
    successorId: partyId('cpas-1'),
    effectiveOn: day('2025-01-01'),
    mode: 'absorbed' as const,
    source: 'test',
    proposalId: SUCCESSION,
    by: ANNA,
    on: day('2025-02-10'),
  };
  await engine.execute(party, succession, context('succession'));
  const confirmed = await confirmProposal(engine, api.acting(BEA), SUCCESSION);
  expect(confirmed).toMatchObject({ refused: [] });
  await api.give(officialId('carl'), 'intake');
  for (let done = 0; done < MANY; done += 250) {
    const size = Math.min(250, MANY - done);
    const forms = Array.from({ length: size }, (_one, index) =>
      decision(1_000 + done + index, { senderNis: (done + index) % 2 === 0 ? '10001' : '10003' }),
    );
    await api.submit('2025-02-11T09:00:00.000Z', ...forms);
  }
  await api.runMonth('2025-03-03T09:00:00.000Z');
  expect(engine.local.head() - before).toBeGreaterThan(MANY);
}

describe('the same question at the same sequence', () => {
  it(
    'has the same bytes for ever, whatever is recorded later',
    async () => {
      const heads = [cut - 1, cut, api.engine.local.head()];
      const asked = await questions();
      const first = new Map<string, readonly Answer[] | undefined>();
      for (const [, url] of asked) {
        for (const head of heads) first.set(`${url} ${head}`, await answers(url, head));
      }
      const person = { ssin: unrealNiss('720103'), reason: 'test of the same bytes', asOfSequence: heads[2] };
      const ofPerson = await api.call('POST /auditTrail/query', { body: person, key: null });
      await more();
      const changed: string[] = [];
      for (const [, url] of asked) {
        for (const head of heads) {
          const again = await answers(url, head);
          if (JSON.stringify(again) !== JSON.stringify(first.get(`${url} ${head}`)))
            changed.push(`${url} as of ${head}`);
        }
      }
      expect(changed).toEqual([]);
      expect((await api.call('POST /auditTrail/query', { body: person, key: null })).text).toBe(
        ofPerson.text,
      );
      const unanswered = asked.filter(([, url]) => first.get(`${url} ${heads[2]}`) === undefined);
      expect(unanswered.map(([path]) => path)).toEqual([]);
      expect(asked.length).toBeGreaterThan(40);
    },
    60_000 + MANY * 60,
  );
});
