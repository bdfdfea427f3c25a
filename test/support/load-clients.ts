import { randomUUID } from 'node:crypto';
import { BASE_PATH } from '../../src/http/links.js';
import { LoadConnection, requestText } from './load-client.js';
import { ibanOf } from './load-node.js';

/** Whom the clients ask, and about whom. */
export interface Asked {
  readonly port: number;
  readonly token: string;
  readonly cpas: readonly string[];
}

/** Clients of the API, each with a connection of its own; `work` asks once and holds the answer to what it must be. */
export interface Clients {
  readonly works: readonly (() => Promise<void>)[];
  readonly close: () => void;
}

type Work = (connection: LoadConnection, mine: readonly string[]) => () => Promise<void>;

/** So many connections, each with its own part of the CPAS. */
export async function clients(asked: Asked, connections: number, work: Work): Promise<Clients> {
  const open = await Promise.all(Array.from({ length: connections }, () => LoadConnection.open(asked.port)));
  const works = open.map((connection, n) =>
    work(
      connection,
      asked.cpas.filter((_one, at) => at % connections === n),
    ),
  );
  return { works, close: () => open.forEach((connection) => connection.close()) };
}

/** `GET /balances?partyId=…`, one CPAS after the other. */
export const balanceReads =
  ({ token }: Asked): Work =>
  (connection, mine) => {
    const texts = mine.map((id) => requestText(`GET /${BASE_PATH}/balances?partyId=${id}`, token));
    return repeated(texts, async (text) => expectStatus(await connection.ask(text), 200));
  };

/** `GET /cpas/{id}?asOfSequence=…` of which the client has the document already. */
export const conditionalReads =
  ({ token }: Asked): Work =>
  (connection, mine) => {
    const known = new Map<string, string>();
    return repeated(mine, async (id) => {
      const text = known.get(id);
      if (text !== undefined) return expectStatus(await connection.ask(text), 304);
      const line = `GET /${BASE_PATH}/cpas/${id}`;
      const answer = await connection.ask(requestText(line, token));
      expectStatus(answer, 200);
      const { asOfSequence } = JSON.parse(answer.body) as { readonly asOfSequence: number };
      const headers = { 'If-None-Match': answer.tag ?? '' };
      known.set(id, requestText(`${line}?asOfSequence=${asOfSequence}`, token, { headers }));
    });
  };

/** `POST /cpas/{id}/ibanProposals` with a key of its own and the version that the last one brought. */
export const commands =
  ({ token }: Asked): Work =>
  (connection, mine) => {
    const tags = new Map<string, string>();
    return repeated(mine, async (id) => {
      const tag = tags.get(id) ?? (await tagOf(connection, id, token));
      const body = JSON.stringify({ iban: ibanOf((sent += 1)), startDate: '2026-01-01' });
      const headers = { 'Idempotency-Key': randomUUID(), 'If-Match': tag };
      const line = `POST /${BASE_PATH}/cpas/${id}/ibanProposals`;
      const answer = await connection.ask(requestText(line, token, { headers, body }));
      expectStatus(answer, 201);
      tags.set(id, answer.tag ?? '');
    });
  };

/** The constant of a bare server. */
export const bareReads = (): Work => (connection) => {
  const text = requestText('GET /', 'none');
  return async () => expectStatus(await connection.ask(text), 200);
};

/** The constant of a bare server, for a body as a command has it. */
export const bareWrites = (): Work => (connection) => {
  const text = requestText('POST /', 'none', {
    body: JSON.stringify({ iban: ibanOf(1), startDate: '2026-01-01' }),
  });
  return async () => expectStatus(await connection.ask(text), 201);
};

let sent = 1_000_000;

async function tagOf(connection: LoadConnection, id: string, token: string): Promise<string> {
  const answer = await connection.ask(requestText(`GET /${BASE_PATH}/cpas/${id}`, token));
  expectStatus(answer, 200);
  return answer.tag ?? '';
}

function repeated<T>(over: readonly T[], work: (one: T) => Promise<void>): () => Promise<void> {
  let next = 0;
  return async () => {
    const one = over[(next += 1) % over.length];
    if (one === undefined) throw new Error('there are more connections than CPAS');
    return work(one);
  };
}

function expectStatus(answer: { readonly status: number; readonly body: string }, wanted: number): void {
  if (answer.status !== wanted) throw new Error(`answered ${answer.status}, not ${wanted}: ${answer.body}`);
}
