import { NO_STREAM } from '../../src/log/event-log.js';
import type { EventRecord, StreamAppend } from '../../src/log/event-log.js';
import { APPEND_BYTES_MAX, EVENT_BYTES_MAX } from '../../src/log/format.js';
import { uuidFrom } from '../../src/uuid.js';
import { appendOf, record, sized } from './log-samples.js';

const made = record('made');

/** Appends that no log takes, each with the rule that it breaks. */
export function brokenAppends(): readonly (readonly [string, StreamAppend])[] {
  return [
    ['an append without events', { stream: 'party-1', expectedRevision: NO_STREAM, events: [] }],
    ['a stream name that begins with $', appendOf('$party-1', NO_STREAM, 'a')],
    ['a stream name with a $ in it', appendOf('party-$1', NO_STREAM, 'a')],
    ['an empty stream name', appendOf('', NO_STREAM, 'a')],
    ['a stream name with a space', appendOf('party 1', NO_STREAM, 'a')],
    ['a stream name with half a surrogate pair', appendOf('party-\ud83d', NO_STREAM, 'a')],
    ['a stream name of more than 200 characters', appendOf('p'.repeat(201), NO_STREAM, 'a')],
    ['an expected revision below NO_STREAM', appendOf('party-1', -2, 'a')],
    ['an expected revision that is no integer', appendOf('party-1', 0.5, 'a')],
    ['an id in upper case', onto({ ...made, id: made.id.toUpperCase() })],
    ['an id that is no UUID', onto({ ...made, id: 'a' })],
    ['a type without a version', onto({ ...made, type: 'SampleRecorded' })],
    ['a type that begins with $', onto({ ...made, type: '$SampleRecorded.v1' })],
    ['a type of version 0', onto({ ...made, type: 'SampleRecorded.v0' })],
    ['a salt that is too short', onto({ ...made, salt: 'abcd' })],
    ['no salt', onto({ ...made, salt: '' })],
    ['data that are no JSON', onto({ ...made, data: '{"a":' })],
    ['data that are no object', onto({ ...made, data: '[1]' })],
    ['data with a space', onto({ ...made, data: '{"a": 1}' })],
    ['data with keys out of order', onto({ ...made, data: '{"b":1,"a":1}' })],
    ['data with a key twice', onto({ ...made, data: '{"a":1,"a":1}' })],
    ['a fraction', onto({ ...made, data: '{"a":0.5}' })],
    ['a number with a needless fraction', onto({ ...made, data: '{"a":1.0}' })],
    ['a number with an exponent', onto({ ...made, data: '{"a":1e3}' })],
    ['minus zero', onto({ ...made, data: '{"a":-0}' })],
    ['a number above 2^53', onto({ ...made, data: '{"a":9007199254740993}' })],
    ['a key that is an integer', onto({ ...made, data: '{"1":1}' })],
    ['a key beyond ASCII', onto({ ...made, data: '{"é":1}' })],
    ['a lone surrogate, escaped', onto({ ...made, data: '{"a":"\\ud83d"}' })],
    ['a lone surrogate, as it is', onto({ ...made, data: '{"a":"\ud83d"}' })],
    ['a needless escape', onto({ ...made, data: '{"a":"\\u0041"}' })],
    ['nesting without end', onto({ ...made, data: `{"a":${'['.repeat(40)}${']'.repeat(40)}}` })],
    ['meta that are no object', onto({ ...made, meta: 'null' })],
    ['meta with the salt in it', onto({ ...made, meta: `{"salt":"${made.salt}"}` })],
    ['an event above its limit', onto(sized(EVENT_BYTES_MAX + 1))],
    ['an append above its limit', { stream: 'party-1', expectedRevision: NO_STREAM, events: threeAbove() }],
  ];
}

const onto = (event: EventRecord): StreamAppend => ({
  stream: 'party-1',
  expectedRevision: NO_STREAM,
  events: [event],
});

const threeAbove = (): readonly EventRecord[] =>
  [0, 1, 2].map((n) => ({ ...sized(APPEND_BYTES_MAX / 3 + 1), id: uuidFrom('contract', n) }));
