import { createHmac } from 'node:crypto';
import { day } from '../../src/domain/time.js';
import { OutcomeUnknown } from '../../src/engine/acts.js';
import { recorded } from '../../src/http/answer.js';
import { Fault } from '../../src/http/fault.js';
import { Links } from '../../src/http/links.js';
import { CursorQuery, Cursors } from '../../src/http/page.js';

const links = new Links('https://api.example.org');
const cursors = new Cursors((text) => createHmac('sha256', 'key').update(text).digest('base64url'));
const at = {
  links,
  path: 'postings',
  cursor: 'afterPosting',
  moment: { sequence: 7, validOn: day('2025-01-01') },
};

const queryOf = (values: object): CursorQuery => Object.assign(new CursorQuery(), values);
const rows = [1, 2, 3];
const show = { item: (row: number) => ({ row }), position: (row: number) => [row] };

const next = (): URL =>
  new URL(cursors.page(rows, queryOf({ pageSize: 2, fundCode: '1' }), show, at).next ?? '');
const asked = (change: object = {}): CursorQuery => {
  const { asOfSequence, ...rest } = Object.fromEntries(next().searchParams);
  return queryOf({ ...rest, asOfSequence: Number(asOfSequence), ...change });
};

describe('a cursor', () => {
  it('goes on after the last item, at the sequence of the first page', () => {
    expect(next().searchParams.get('asOfSequence')).toBe('7');
    expect(cursors.after(asked(), at)).toEqual([2]);
    expect(cursors.after(queryOf({ pageSize: 2 }), at)).toBeUndefined();
  });

  it('may be followed with another page size', () => {
    expect(cursors.after(asked({ pageSize: 50 }), at)).toEqual([2]);
  });

  it('is refused where it was altered or belongs to another question', () => {
    const text = String(next().searchParams.get('afterPosting'));
    const altered = `A${text.slice(1)}`;
    const others = [
      () => cursors.after(asked({ afterPosting: altered }), at),
      () => cursors.after(asked({ afterPosting: text.split('.')[0] }), at),
      () => cursors.after(asked({ afterPosting: `${text}.more` }), at),
      () =>
        cursors.after(asked({ afterPosting: text.replace(/[^.]+$/, (seal) => 'é'.repeat(seal.length)) }), at),
      () => cursors.after(asked({ fundCode: '2' }), at),
      () => cursors.after(asked(), { ...at, moment: { ...at.moment, sequence: 8 } }),
      () => cursors.after(asked(), { ...at, path: 'lines' }),
    ];
    for (const other of others) expect(other).toThrow(Fault);
  });

  it('is not there on the last page', () => {
    expect(cursors.page([1, 2], queryOf({ pageSize: 2 }), show, at).next).toBeUndefined();
  });
});

it('a command of unknown outcome is no answer', () => {
  const answer = { status: 'unknown', commandId: 'api:x:1', stream: 's' } as const;
  expect(() => recorded(answer, { id: '1', href: 'x' })).toThrow(OutcomeUnknown);
});
