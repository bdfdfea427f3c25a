import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Controller, Get } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { LogOfRecord } from '../../src/log/log-of-record.js';
import { openApi } from '../support/api.js';
import { LosingLog } from '../support/losing-log.js';

const IBAN = { iban: 'BE68539007547034', startDate: '2025-01-01' };

/** The same module over a log whose answers get lost. */
function losing(module: DynamicModule, kept: { log?: LosingLog }): DynamicModule {
  const opened = module.providers?.find((one) => 'provide' in one && one.provide === LogOfRecord);
  if (!opened || !('useFactory' in opened)) throw new Error('the module opens no log');
  const useFactory = async (): Promise<unknown> => {
    const record = (await opened.useFactory()) as LogOfRecord;
    const log = new LosingLog(record.log);
    kept.log = log;
    return { log, local: record.local, tailed: false, close: () => record.close() };
  };
  const others = (module.providers ?? []).filter((one) => one !== opened);
  return { ...module, providers: [...others, { provide: LogOfRecord, useFactory }] };
}

it.each(['lostAfter', 'lostBefore'] as const)(
  'a command whose answers got lost (%s) is asked again with its key, and is there once',
  async (fault) => {
    const kept: { log?: LosingLog } = {};
    const api = await openApi({}, (module) => losing(module, kept));
    await api.app.listen(0, '127.0.0.1');
    const { port } = api.app.getHttpServer().address() as AddressInfo;
    const headers = {
      authorization: `Bearer ${await api.token('anna')}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      'if-match': '"0"',
    };
    const url = `http://127.0.0.1:${port}/fundingFlows/v1/cpas/cpas-1/ibanProposals`;
    const post = () => fetch(url, { method: 'POST', headers, body: JSON.stringify(IBAN) });
    kept.log?.faults.push(fault, fault, fault, fault);
    const lost = await post();
    expect([lost.status, lost.headers.get('retry-after')]).toEqual([503, '5']);
    const told = (await lost.json()) as { type: string; commandId: string };
    expect(told).toMatchObject({
      type: 'urn:problem-type:miis:fundingFlows:outcomeUnknown',
      commandId: expect.any(String),
    });
    const final = await post();
    const body = (await final.json()) as { id: string; version: string };
    expect([final.status, body.version]).toEqual([201, '1']);
    const again = await post();
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
    expect(await again.json()).toEqual(body);
    const events = api.engine.local.readStream('party-cpas-1');
    expect(events.map(({ type }) => type)).toEqual(['PartyRegistered.v1', 'IbanProposed.v1']);
    expect(JSON.parse(events[1]?.meta ?? '')).toMatchObject({ commandId: told.commandId });
    await api.close();
  },
  60_000,
);

it('an operation without a declared scope keeps the server from starting', async () => {
  class Careless {
    show(): object {
      return {};
    }
  }
  Controller('careless')(Careless);
  const method = Object.getOwnPropertyDescriptor(Careless.prototype, 'show') ?? {};
  Get()(Careless.prototype, 'show', method);
  const careless = (module: DynamicModule): DynamicModule => ({
    ...module,
    controllers: [...(module.controllers ?? []), Careless],
  });
  await expect(openApi({}, careless)).rejects.toThrow(
    'GET /fundingFlows/v1/careless declares no scope: add @Scope or @Open',
  );
}, 60_000);
