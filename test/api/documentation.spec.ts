/* eslint-disable @typescript-eslint/no-unsafe-argument -- answers are looked into by name */
import { gunzipSync } from 'node:zlib';
import { openApi } from '../support/api.js';
import type { Api } from '../support/api.js';

let api: Api;
beforeAll(async () => {
  api = await openApi();
}, 60_000);
afterAll(() => api.close());

describe('the contract is served', () => {
  it.each([
    ['/doc', 'text/html; charset=utf-8', /^<!doctype html>/],
    ['/doc/style', 'text/css; charset=utf-8', /^:root/],
    ['/doc/openapi.yaml', 'application/yaml', /^openapi: 3\.0\.3/],
    ['/doc/openapi.json', 'application/json; charset=utf-8', /^{/],
  ])('%s to everybody, as it ships, and not again to who has it', async (path, type, begins) => {
    const shown = await api.call(`GET ${path}`, { as: null });
    expect(shown).toMatchObject({
      status: 200,
      headers: { 'content-type': type, 'cache-control': 'public, max-age=300' },
    });
    expect(shown.text).toMatch(begins);
    const tag = shown.headers['etag'] ?? '';
    const again = await api.call(`GET ${path}`, { as: null, headers: { 'if-none-match': tag } });
    expect(again).toMatchObject({ status: 304, text: '', headers: { etag: tag } });
  });

  it('compressed to whom that suits, and without body to who asks for the headers', async () => {
    const url = '/fundingFlows/v1/doc';
    const packed = await api.app.inject({ url, headers: { 'accept-encoding': 'gzip' } });
    const { payload } = await api.app.inject({ url });
    expect(gunzipSync(packed.rawPayload).toString()).toBe(payload);
    expect(await api.app.inject({ method: 'HEAD', url })).toMatchObject({ statusCode: 200, payload: '' });
  });
});

describe('the page', () => {
  it('loads nothing but its own stylesheet, and runs nothing', async () => {
    const { text, headers } = await api.call('GET /doc', { as: null });
    expect(headers['content-security-policy']).toContain("default-src 'none'; style-src 'self'");
    expect(text).not.toMatch(/<script|<img|<iframe|<style| style=| on[a-z]+=/);
    const loaded = [...text.matchAll(/<link[^>]* href="([^"]*)"/g)].map(([, href]) => href);
    expect(loaded).toEqual(['doc/style']);
  });

  it('has every operation and schema of the contract, and a place for each link within', async () => {
    const { text } = await api.call('GET /doc', { as: null });
    const { body } = await api.call('GET /doc/openapi.json', { as: null });
    const places = [...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(places).size).toBe(places.length);
    const operations = Object.values<Record<string, { operationId: string }>>(body.paths)
      .flatMap((path) => Object.values(path))
      .map(({ operationId }) => operationId);
    const schemas = Object.keys(body.components.schemas).map((name) => `schema-${name}`);
    expect(places).toEqual(expect.arrayContaining([...operations, ...schemas]));
    const targets = [...text.matchAll(/ href="#([^"]*)"/g)].map(([, id]) => id);
    expect(targets.filter((id) => !places.includes(id))).toEqual([]);
  });
});
