import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Socket } from 'node:net';
import type { Server } from 'node:http';
import { openApi } from '../support/api.js';
import type { Api } from '../support/api.js';

let api: Api;
let server: Server;
beforeAll(async () => {
  api = await openApi();
  await api.app.listen(0, '127.0.0.1');
  server = api.app.getHttpServer();
}, 60_000);
afterAll(() => api.close());

/** What the server answers to bytes, until it closes the connection. */
async function answerTo(...lines: readonly string[]) {
  const { port } = server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  socket.end(`${lines.join('\r\n')}\r\n\r\n`);
  let text = '';
  for await (const piece of socket) text += String(piece);
  const [head = '', body = ''] = text.split('\r\n\r\n');
  expect(head.toLowerCase()).toContain('content-type: application/problem+json');
  return JSON.parse(body) as unknown;
}

const HEALTH = 'GET /fundingFlows/v1/health HTTP/1.1';
const refused = (name: string) => ({
  status: 400,
  type: 'urn:problem-type:belgif:badRequest',
  issues: [{ in: 'header', name }],
});

describe('what is no request by the rules of HTTP is answered with a problem', () => {
  it('with two lengths, or no HTTP at all', async () => {
    const post = 'POST /fundingFlows/v1/cpas HTTP/1.1';
    const twice = await answerTo(post, 'Host: a', 'Content-Length: 1', 'Content-Length: 2');
    expect(twice).toMatchObject(refused('HTTP'));
    expect(await answerTo('nonsense')).toMatchObject(refused('HTTP'));
  });

  it('with headers that are too long', async () => {
    expect(await answerTo(HEALTH, 'Host: a', `X-Long: ${'x'.repeat(20_000)}`)).toMatchObject({
      status: 431,
      type: 'urn:problem-type:miis:fundingFlows:headerFieldsTooLarge',
    });
  });

  it('without Host, or with an Expect that nobody meets', async () => {
    expect(await answerTo(HEALTH, 'Connection: close')).toMatchObject(refused('Host'));
    const expecting = await answerTo(HEALTH, 'Host: a', 'Expect: wonders', 'Connection: close');
    expect(expecting).toMatchObject(refused('Expect'));
  });

  it('that does not come in time', async () => {
    // Node finds these out every half minute; here it is told at once.
    server.once('connection', (socket: Socket) => {
      const late = Object.assign(new Error('late'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
      server.emit('clientError', late, socket);
    });
    expect(await answerTo('GET')).toMatchObject({
      status: 408,
      type: 'urn:problem-type:miis:fundingFlows:requestTimeout',
    });
  });
});
