import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { InvalidAppend } from '../../src/log/event-log.js';
import type { LoggedEvent } from '../../src/log/event-log.js';
import {
  assertCanonical,
  canonical,
  eventRecord,
  exportLine,
  importLine,
  isReadable,
  leafHeader,
  leafOf,
  newSalt,
  recordFromWire,
  sizeOf,
  wireMeta,
} from '../../src/log/format.js';
import { expectGolden } from '../support/golden.js';
import { propertyRuns } from '../support/properties.js';

const ID = '0b4de0c1-7a2d-5f3e-9c55-00000000c0de';
const LOG = '6f0c1ad2-7d5b-5e0c-9d3e-3c5a8f1b7a42';

/** RFC 8785 for our subset, written the plain way. */
function plainly(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(plainly).join(',')}]`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${plainly(one)}`).join(',')}}`;
}

const key = fc
  .string({ unit: 'binary-ascii', minLength: 1, maxLength: 8 })
  .filter((text) => /^[\x20-\x7e]+$/.test(text) && !/^\d+$/.test(text) && text !== '__proto__');
const { value: anyValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.maxSafeInteger().map((whole) => (whole === 0 ? 0 : whole)),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(key, tie('value'), { maxKeys: 6, noNullPrototype: false }),
  ),
}));

function circle(): object {
  const value: { self?: object } = {};
  value.self = value;
  return value;
}

/** What an auditor needs to check the leaf by hand, and the leaf. */
function expectLeafGolden(name: string, event: LoggedEvent): void {
  const header = leafHeader(LOG, event);
  const golden = { log: LOG, ...event, header, leaf: leafOf(LOG, event), line: exportLine(event) };
  expectGolden(name, `${JSON.stringify(golden, null, 2)}\n`);
}

const META = {
  recordedAt: '2025-02-03T09:00:00.000Z',
  actor: { issuer: 'spp-is', subject: 'official-1', kind: 'official', mandate: 'shareEditor' },
  commandId: 'shares:2025:00001',
  commandHash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  causationId: 'shares:2025',
  correlationId: 'shares:2025',
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  knownThrough: 41,
  engine: '0.1.0',
  node: 'node-1',
};

const logOpened: LoggedEvent = {
  ...eventRecord({
    id: ID,
    type: 'LogOpened.v1',
    data: {
      logId: LOG,
      format: 1,
      instance: 'golden',
      clock: 'simulated',
      founders: ['official-1', 'official-2'],
    },
    meta: { ...META, commandId: 'open', knownThrough: 0 },
    salt: '000102030405060708090a0b0c0d0e0f',
  }),
  sequence: 1,
  stream: 'log',
  revision: 0,
};

const fact: LoggedEvent = {
  ...eventRecord({
    id: '0b4de0c1-7a2d-5f3e-9c55-00000000beef',
    type: 'ShareDetermined.v1',
    data: {
      cpasId: 'cpas-0a1b2c3d4e5f',
      year: 2025,
      share: '0.65',
      reason: 'Liège: 500 à 1000 bénéficiaires 🙂',
      counts: [731, 702],
    },
    meta: META,
    salt: 'f0e0d0c0b0a090807060504030201000',
  }),
  sequence: 42,
  stream: 'share-cpas-0a1b2c3d4e5f',
  revision: 5,
};

const PARTS = ['sequence', 'stream', 'revision', 'id', 'type', 'data', 'meta', 'salt'] as const;

const hex = (bytes: number): fc.Arbitrary<string> =>
  fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((array) => Buffer.from(array).toString('hex'));

const object = fc.dictionary(key, anyValue, { maxKeys: 4 }).map(({ salt: _, ...value }) => canonical(value));

const anyEvent: fc.Arbitrary<LoggedEvent> = fc.record({
  sequence: fc.integer({ min: 1 }),
  revision: fc.nat(),
  stream: fc.constantFrom('log', 'party-1', 'dossier-0b4de0c1', 'party-Liège', 'party-東京'),
  id: fc.uuid(),
  type: fc.constantFrom('LogOpened.v1', 'LineDetermined.v1', 'LineDetermined.v2'),
  data: object,
  meta: object,
  salt: hex(16),
});

describe('canonical JSON', () => {
  it('is RFC 8785 of every value of ours', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const text = canonical(value);
        expect(text).toBe(plainly(value));
        expect(canonical(JSON.parse(text))).toBe(text);
      }),
      propertyRuns(),
    );
  });

  it('does not depend on the order in which an object got its keys', () => {
    fc.assert(
      fc.property(fc.dictionary(key, anyValue), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonical(turned)).toBe(canonical(value));
      }),
      propertyRuns(),
    );
  });

  it('keeps apart objects that have some keys in common, one after the other in one place', () => {
    const list = [
      { b: 1, a: 2 },
      { a: 3 },
      { a: 4, b: 5 },
      {},
      { c: { b: 1 } },
      { c: { a: 1, b: 2 } },
      { b: 6, a: 7 },
    ];
    for (let round = 0; round < 3; round += 1) expect(canonical(list)).toBe(plainly(list));
  });

  it('writes numbers of any number of digits', () => {
    const values = Array.from({ length: 16 }, (_, digits) => 10 ** digits)
      .flatMap((one) => [one - 1, one, one + 1])
      .flatMap((one) => [one, one === 0 ? 1 : -one]);
    expect(canonical([...values, Number.MAX_SAFE_INTEGER])).toBe(
      JSON.stringify([...values, Number.MAX_SAFE_INTEGER]),
    );
  });

  it('writes keys and numbers of any length, whatever room they meet', () => {
    for (let room = 50; room < 120; room += 1) {
      const filled = 'x'.repeat(1_048_576 - room);
      const value = { a: filled, 'bcd efg': 123_456_789, hi: { [`k${'l'.repeat(room % 7)}`]: [1, {}] } };
      expect(canonical(value) === plainly(value)).toBe(true);
    }
  });

  it('writes texts of any length, whatever room they meet', () => {
    for (const size of [0, 1, 1_048_400, 1_048_500, 1_048_575, 1_048_576, 3_000_000]) {
      for (const letter of ['x', 'é', '\n']) {
        const value = { deep: [[[{ text: letter.repeat(size), after: [-1, true, null, 'y'] }]]] };
        expect(canonical(value) === plainly(value)).toBe(true);
      }
    }
  });

  it('is these bytes', () => {
    const values = [
      { b: 1, a: { d: [], c: {} }, A: null, _: true, '-1': false, 'a b': 'a"b' },
      { text: 'euro € Liège Straße 東京 🙂 e\u0301' },
      { controls: '\u0000\b\t\n\u000b\f\r\u001f\u007f\u0080\u2028\u2029', slash: '/', backslash: '\\' },
      { numbers: [0, -1, 10, 9007199254740991, -9007199254740991] },
    ];
    expectGolden('format/canonical.ndjson', values.map((value) => `${canonical(value)}\n`).join(''));
  });

  const refused: readonly (readonly [string, unknown, string])[] = [
    ['a fraction', { a: { b: [1, 0.5] } }, 'a.b.1: a number must be a safe integer'],
    ['not a number', { a: Number.NaN }, 'a: a number'],
    ['infinity', { a: Number.POSITIVE_INFINITY }, 'a: a number'],
    ['minus zero', { a: -0 }, 'a: a number'],
    ['an integer above 2^53', { a: 2 ** 53 }, 'a: a number'],
    ['undefined', { a: undefined }, 'a: a value must not be undefined'],
    ['a hole in an array', { a: Object.assign([], { length: 1 }) }, 'a.0: a value must not be undefined'],
    ['a BigInt', { a: 1n }, 'a: a value must not be bigint'],
    ['a function', { a: () => 1 }, 'a: a value must not be function'],
    ['a symbol', { a: Symbol('a') }, 'a: a value must not be symbol'],
    ['a date', { a: new Date(0) }, 'a: an object must be plain'],
    ['a map', { a: new Map() }, 'a: an object must be plain'],
    ['bytes', { a: Buffer.from('a') }, 'a: an object must be plain'],
    ['a lone high surrogate', { a: 'x\ud83d' }, 'a: a text must have no lone surrogate'],
    ['a lone low surrogate', { a: '\ude42x' }, 'a: a text must have no lone surrogate'],
    ['a key beyond ASCII', { a: { é: 1 } }, 'a.é: a key must be printable ASCII'],
    ['a key with a line end', { 'a\n': 1 }, 'a key must be printable ASCII'],
    ['an empty key', { '': 1 }, 'a key must be printable ASCII'],
    ['a key that is an index', { a: { 7: 1 } }, 'a.7: a key must not be a number'],
    ['a key of digits', { '02000': 1 }, '02000: a key must not be a number'],
    ['the key __proto__', JSON.parse('{"__proto__":1}'), '__proto__: a key must not be __proto__'],
    ['an object within itself', circle(), 'nested deeper than 32 levels'],
  ];
  it.each(refused)('refuses %s and names the place', (_what, value, message) => {
    expect(() => canonical(value)).toThrow(InvalidAppend);
    expect(() => canonical(value)).toThrow(message);
    expect(canonical({ next: 'is not affected' })).toBe('{"next":"is not affected"}');
  });

  it('takes 32 levels', () => {
    const nested = `${'['.repeat(32)}${']'.repeat(32)}`;
    expect(canonical(JSON.parse(nested))).toBe(nested);
    expect(() => canonical(JSON.parse(`[${nested}]`))).toThrow('nested deeper than 32 levels');
  });

  it('tells a canonical text from one that only means the same', () => {
    expect(() => assertCanonical('{"a":1,"b":[true,null,"é"]}', 'data')).not.toThrow();
    for (const text of [
      '{"b":1,"a":2}',
      '{"a":1} ',
      '{"a":1.0}',
      '{"a":"\\u00e9"}',
      '{"a":1,"a":1}',
      '[1]',
      '"a"',
      '{',
      '',
    ]) {
      expect(() => assertCanonical(text, 'data')).toThrow(/^data: /);
    }
  });
});

describe('a record', () => {
  const content = { id: ID, type: 'SampleRecorded.v1', data: { b: 1, a: 2 }, meta: { node: 'a' } };

  it('holds canonical text and a salt of its own', () => {
    const [one, other] = [eventRecord(content), eventRecord(content)];
    expect(one).toMatchObject({
      id: ID,
      type: 'SampleRecorded.v1',
      data: '{"a":2,"b":1}',
      meta: '{"node":"a"}',
    });
    expect(one.salt).toMatch(/^[0-9a-f]{32}$/);
    expect(one.salt).not.toBe(other.salt);
  });

  it.each([
    ['id: must be a UUID in lower case', { id: ID.toUpperCase() }],
    ['type: must be a name with its version', { type: 'SampleRecorded' }],
    ['type: must be a name with its version', { type: 'sampleRecorded.v1' }],
    ['salt: must be 32 hex digits', { salt: 'A'.repeat(32) }],
    ['meta: must be without its salt', { meta: { salt: 'a' } }],
    ['data.amount: a number must be a safe integer', { data: { amount: 0.1 } }],
    ['meta.at: an object must be plain', { meta: { at: new Date(0) } }],
    ['must be objects', { data: [1] }],
  ])('is refused: %s', (message, broken) => {
    expect(() => eventRecord({ ...content, ...broken })).toThrow(InvalidAppend);
    expect(() => eventRecord({ ...content, ...broken })).toThrow(message);
  });

  it('has the same size whether it was made here or came from a server', () => {
    const texts = { plain: 'x'.repeat(3_000), escaped: '"\n', wide: 'é€😀'.repeat(50) };
    const made = eventRecord({ ...content, data: texts, meta: { node: 'ö' } });
    const bytes = Buffer.byteLength(made.data) + Buffer.byteLength(wireMeta(made)) + 2 * made.type.length;
    expect([sizeOf(made), sizeOf({ ...made })]).toEqual([bytes, bytes]);
  });

  it('gets a salt that no other has', () => {
    const salts = Array.from({ length: 5_000 }, newSalt);
    expect(new Set(salts).size).toBe(5_000);
    expect(salts.every((salt) => /^[0-9a-f]{32}$/.test(salt))).toBe(true);
  });
});

describe('the leaf', () => {
  it('is these bytes for the event that opens a log', () =>
    expectLeafGolden('format/log-opened.json', logOpened));
  it('is these bytes for a fact with metadata', () => expectLeafGolden('format/share-determined.json', fact));
  it('is these bytes for an event of somebody else, which has no salt', () => {
    const wire = { id: ID, type: 'something', data: { amount: 0.5 }, meta: 'no JSON' };
    expectLeafGolden('format/foreign.json', {
      ...recordFromWire(wire),
      sequence: 7,
      stream: 'party-1',
      revision: 3,
    });
  });

  it('is SHA-256 of 0x00 and a canonical header, which holds hashes under the salt and nothing of the content', () => {
    const sha256 = (...parts: readonly (string | Buffer)[]): string => {
      const hash = createHash('sha256');
      for (const part of parts) hash.update(part);
      return hash.digest('hex');
    };
    fc.assert(
      fc.property(anyEvent, (event) => {
        const salt = Buffer.from(event.salt, 'hex');
        const { sequence, stream, revision, id, type } = event;
        const [data, meta] = [sha256(salt, event.data), sha256(salt, event.meta)];
        const header = plainly({ log: LOG, sequence, stream, revision, id, type, data, meta });
        expect(leafHeader(LOG, event)).toBe(header);
        expect(leafOf(LOG, event)).toBe(sha256(Buffer.from([0]), header));
      }),
      propertyRuns(),
    );
  });

  it('changes with every part of the event, its place, its log and its salt', () => {
    fc.assert(
      fc.property(anyEvent, anyEvent, fc.constantFrom(...PARTS), (event, other, part) => {
        fc.pre(event[part] !== other[part]);
        expect(leafOf(LOG, { ...event, [part]: other[part] })).not.toBe(leafOf(LOG, event));
        expect(leafOf('another log', event)).not.toBe(leafOf(LOG, event));
      }),
      propertyRuns(),
    );
  });

  it('does not take a text for longer than it is, after a longer one was hashed', () => {
    const long = { ...fact, data: canonical({ text: 'é'.repeat(200_000) }) };
    const before = leafOf(LOG, fact);
    leafOf(LOG, long);
    expect(leafOf(LOG, fact)).toBe(before);
  });
});

describe('the wire form', () => {
  it('carries the salt in meta, canonical, and gives the same record back', () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        const meta = wireMeta(event);
        assertCanonical(meta, 'meta');
        const { sequence: _sequence, stream: _stream, revision: _revision, ...record } = event;
        const { id, type, data } = record;
        expect(recordFromWire({ id, type, data: JSON.parse(data), meta: JSON.parse(meta) })).toEqual(record);
      }),
      propertyRuns(),
    );
  });

  it('gives an event back from its line of an export, canonical itself', () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        const line = exportLine(event);
        assertCanonical(line, 'line');
        expect(importLine(line)).toEqual(event);
      }),
      propertyRuns(),
    );
  });

  const valid = {
    id: ID,
    type: 'SampleRecorded.v1',
    data: { a: 1 },
    meta: { node: 'a', salt: 'a'.repeat(32) },
  };
  it.each<readonly [string, object]>([
    ['no metadata', { meta: undefined }],
    ['metadata that are no object', { meta: 'text' }],
    ['metadata that are bytes, as of malformed JSON', { meta: Buffer.from('{"a":') }],
    ['no salt', { meta: { node: 'a' } }],
    ['a salt of another kind', { meta: { salt: 'SALT' } }],
    ['metadata beyond our JSON', { meta: { salt: 'a'.repeat(32), ratio: 0.5 } }],
    ['data that are no object', { data: 'text' }],
    ['data beyond our JSON', { data: { ratio: 0.5 } }],
    ['data with half a surrogate pair', { data: { a: '\ud83d' } }],
  ])('keeps an event with %s as unreadable, and the same after an export', (_what, part) => {
    expect(isReadable(recordFromWire(valid))).toBe(true);
    const record = recordFromWire({ ...valid, ...part });
    expect([isReadable(record), record.salt]).toEqual([false, '']);
    const event = { ...record, sequence: 5, stream: 'party-1', revision: 2 };
    expect(importLine(exportLine(event))).toEqual(event);
  });

  it.each([
    '',
    '{',
    '[]',
    '{"sequence":1}',
    '{"data":{},"id":"a","meta":{},"revision":-1,"sequence":1,"stream":"a","type":"b"}',
  ])('refuses a line that is not one of an export: %s', (line) => {
    expect(() => importLine(line)).toThrow(InvalidAppend);
  });
});
