import { readFileSync, readdirSync } from 'node:fs';
import { catalog, catalogOf } from '../../src/domain/catalog.js';
import type { Metadata } from '../../src/domain/decider.js';
import { BrokenFact, fact, next } from '../../src/domain/shape.js';
import { UnknownFact, codecOf, metadataOf } from '../../src/engine/codec.js';
import type { LoggedEvent } from '../../src/log/event-log.js';
import { canonical, eventRecord, exportLine, importLine } from '../../src/log/format.js';
import { eventSamples } from '../support/event-samples.js';
import { expectGolden, goldenPath } from '../support/golden.js';

const codec = codecOf(catalog);
const META: Metadata = {
  recordedAt: '2025-03-14T10:15:30.123Z',
  actor: { issuer: 'golden', subject: 'alice', kind: 'official', mandate: 'intake' },
  commandId: 'form:cpas-0f3a6c1b9d20:B-2025-000017',
  commandHash: 'ab'.repeat(32),
  causationId: 'submission:17',
  correlationId: 'submission',
  traceId: '0af7651916cd43dd8448eb211c80319c',
  knownThrough: 4_710,
  engine: 'cpas-flows/1',
  node: 'node-1',
};

const logged = (record: object, place: Partial<LoggedEvent> = {}): LoggedEvent => ({
  ...(record as LoggedEvent),
  sequence: 4_711,
  stream: 'golden-1',
  revision: 3,
  ...place,
});

const written = (type: string, data: object): LoggedEvent => ({
  ...logged(codec.encode({ type, data }, 0, META)),
  salt: '0123456789abcdef0123456789abcdef',
});

describe('what we write', () => {
  it.each(Object.keys(eventSamples))(
    'of %s is the golden sample, byte for byte, and is read back as it was',
    (type) => {
      const event = written(type, eventSamples[type] ?? {});
      expectGolden(`events/${event.type}.json`, `${exportLine(event)}\n`);
      const { sequence, stream, revision, id } = event;
      expect(codec.decode(event)).toEqual({
        type,
        data: eventSamples[type],
        sequence,
        stream,
        revision,
        id,
        meta: META,
      });
    },
  );

  it('has a golden sample for every version that was ever stored, and no other', () => {
    const files = readdirSync(goldenPath('events')).sort();
    expect(files).toEqual(catalog.versions.map((version) => `${version.stored}.json`).sort());
    expect(catalog.versions.filter((version) => !(version.type in eventSamples))).toEqual([]);
  });

  it('is readable for ever: every golden sample has valid metadata and the shape of its name', () => {
    for (const { stored, type } of catalog.versions) {
      const line = readFileSync(goldenPath(`events/${stored}.json`), 'utf8').trimEnd();
      expect(codec.decode(importLine(line))).toMatchObject({ type, meta: META });
    }
  });

  it('has the same ids at each try of a command, and other stamps and salts', () => {
    const event = { type: 'MandateRevoked', data: eventSamples['MandateRevoked'] ?? {} };
    const [first, second] = [
      codec.encode(event, 0, META),
      codec.encode(event, 0, { ...META, recordedAt: '2025-03-14T10:15:31.000Z' }),
    ];
    expect(second.id).toBe(first.id);
    expect(codec.encode(event, 1, META).id).not.toBe(first.id);
    expect(second.salt).not.toBe(first.salt);
  });

  it('cannot be a fact that is not in the catalog', () => {
    expect(() => codec.encode({ type: 'Invented', data: {} }, 0, META)).toThrow('Invented');
  });
});

interface NamedV1 {
  readonly name: string;
}
interface Named {
  readonly type: 'Named';
  readonly data: { readonly first: string; readonly last: string | null };
}

describe('a fact that has changed its shape', () => {
  const old = fact<{ readonly type: 'Named'; readonly data: NamedV1 }>('Named', { name: 'text' });
  const versions = next<Named, NamedV1>(old, { first: 'text', last: 'text?' }, ({ name }) => {
    const [first = '', last = null] = name.split(' ');
    return { first, last };
  });
  const both = codecOf(catalogOf([versions]));
  const stored = (type: string, data: object): LoggedEvent =>
    logged(eventRecord({ id: '5f1d7a52-4b0e-5c0d-9a3e-0123456789ab', type, data, meta: META }));

  it('is read from each version it was ever stored in as today’s shape', () => {
    expect(both.decode(stored('Named.v1', { name: 'Ada Lovelace' }))?.data).toEqual({
      first: 'Ada',
      last: 'Lovelace',
    });
    expect(both.decode(stored('Named.v2', { first: 'Ada', last: null }))?.data).toEqual({
      first: 'Ada',
      last: null,
    });
  });

  it('is written in its newest version only', () => {
    expect(both.encode({ type: 'Named', data: { first: 'Ada', last: null } }, 0, META).type).toBe('Named.v2');
  });

  it('may change again: the oldest version goes through all that follow', () => {
    interface Full {
      readonly type: 'Named';
      readonly data: { readonly full: string };
    }
    const third = next<Full, Named['data']>(versions, { full: 'text' }, ({ first, last }) => ({
      full: `${last ?? ''}, ${first}`,
    }));
    const all = codecOf(catalogOf([third]));
    expect(all.decode(stored('Named.v1', { name: 'Ada Lovelace' }))?.data).toEqual({ full: 'Lovelace, Ada' });
    expect(all.decode(stored('Named.v2', { first: 'Ada', last: 'Byron' }))?.data).toEqual({
      full: 'Byron, Ada',
    });
    expect(all.encode({ type: 'Named', data: { full: 'x' } }, 0, META).type).toBe('Named.v3');
  });

  it('is unknown in a version of a newer release', () => {
    expect(() => both.decode(stored('Named.v3', {}))).toThrow(UnknownFact);
  });
});

describe('a fact that is not what its name promises', () => {
  const { names: _names, ...withoutNames } = eventSamples['PartyChanged'] as Readonly<
    Record<string, unknown>
  >;
  const revoked = eventSamples['MandateRevoked'] as Readonly<Record<string, unknown>>;
  it.each([
    ['a field is missing', 'PartyChanged.v1', withoutNames],
    ['a field is unknown', 'MandateRevoked.v1', { ...revoked, extra: 1 }],
    ['a text is a number', 'MandateRevoked.v1', { ...revoked, reason: 5 }],
    ['a day is not one', 'MandateRevoked.v1', { ...revoked, from: 'yesterday' }],
    ['a field may not be null', 'MandateRevoked.v1', { ...revoked, from: null }],
    ['a list is a record', 'MandateProposed.v1', { ...(eventSamples['MandateProposed'] ?? {}), schemes: {} }],
    [
      'a flag is a text',
      'DecisionRecorded.v1',
      { ...(eventSamples['DecisionRecorded'] ?? {}), replaces: 'yes' },
    ],
  ])('is broken where %s', (_why, type, data) => {
    const event = logged(eventRecord({ id: '5f1d7a52-4b0e-5c0d-9a3e-0123456789ab', type, data, meta: META }));
    expect(() => codec.decode(event)).toThrow(BrokenFact);
  });
});

describe('an event without valid metadata', () => {
  const withMeta = (meta: unknown): LoggedEvent => ({
    ...written('MandateRevoked', {}),
    meta: canonical(meta),
  });
  it.each([
    ['no metadata', {}],
    ['no actor', { ...META, actor: null }],
    ['an actor of no known kind', { ...META, actor: { ...META.actor, kind: 'robot' } }],
    ['a stamp that is no moment', { ...META, recordedAt: 'now' }],
    ['a stamp of a day that does not exist', { ...META, recordedAt: '2024-02-30T09:00:00.000Z' }],
    ['no command', { ...META, commandId: 7 }],
    ['an unknown prefix', { ...META, knownThrough: null }],
  ])('(%s) is unreadable, whatever its type', (_why, meta) => {
    expect(metadataOf(withMeta(meta))).toBeUndefined();
    expect(codec.decode(withMeta(meta))).toBeUndefined();
    expect(codec.decode({ ...withMeta(meta), type: 'NovelFact.v7' })).toBeUndefined();
  });

  it('nor salt is unreadable, and so is one whose metadata is no JSON', () => {
    expect(metadataOf({ ...written('MandateRevoked', {}), salt: '' })).toBeUndefined();
    expect(metadataOf({ ...written('MandateRevoked', {}), meta: 'no json' })).toBeUndefined();
  });
});
