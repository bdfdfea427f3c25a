import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { createHash, timingSafeEqual } from 'node:crypto';
import { invalid } from './fault.js';
import { NotTaken, WholeText } from './input.js';
import type { Links, Query } from './links.js';
import { DatedQuery } from './moment.js';
import type { Moment } from './moment.js';

/** Query of a list of limited length: reference lists and work queues. */
export class PageQuery extends DatedQuery {
  @IsOptional()
  @WholeText()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  readonly page: number = 1;

  @IsOptional()
  @WholeText()
  @IsInt()
  @Min(1)
  @Max(100)
  readonly pageSize: number = 20;
}

/** The same of what has no validity. */
export class UndatedPageQuery extends PageQuery {}
NotTaken()(UndatedPageQuery.prototype, 'validOn');

/** The opaque cursor of a collection that grows for ever, under the name that the contract gives it: `afterLine`. */
export const Cursor = (): PropertyDecorator => (target, key) => {
  IsOptional()(target, key);
  IsString()(target, key);
  MaxLength(500)(target, key);
};

/** Query of such a collection; the operation adds its `@Cursor()` and its filters. */
export class CursorQuery extends DatedQuery {
  @IsOptional()
  @WholeText()
  @IsInt()
  @Min(1)
  @Max(100)
  readonly pageSize: number = 20;
}

/** The same of what has no validity. */
export class UndatedCursorQuery extends CursorQuery {}
NotTaken()(UndatedCursorQuery.prototype, 'validOn');

/** Where the pages of a list are found, and where its question stands. */
export interface PageAt {
  readonly links: Links;
  readonly path: string;
  readonly moment: Moment;
}

/** One page of a list, with the links of the others; they stand where this page stands. */
export const pageOf = <Item, Shown>(
  all: readonly Item[],
  query: PageQuery,
  show: (item: Item) => Shown,
  at: PageAt,
) => pageOfRows({ rows: all.slice(...boundsOf(query)), total: all.length }, query, show, at);

/** The same of a list that is read by the page: `rows` is what {@link windowOf} asks for, of `total`. */
export function pageOfRows<Item, Shown>(
  { rows, total }: { readonly rows: readonly Item[]; readonly total: number },
  query: PageQuery,
  show: (item: Item) => Shown,
  at: PageAt,
) {
  const { page, pageSize } = query;
  const last = Math.max(1, Math.ceil(total / pageSize));
  const asked = standing(query, at.moment);
  const link = (to: number): string => at.links.to(at.path, { ...asked, page: to, pageSize });
  const first = link(1);
  return {
    items: rows.map(show),
    page,
    pageSize,
    total,
    first,
    last: last === 1 ? first : link(last),
    ...(page < last && { next: link(page + 1) }),
    ...(page > 1 && { prev: link(Math.min(page - 1, last)) }),
  };
}

/** The rows of a page, for the query of a read model. */
export const windowOf = ({ page, pageSize }: PageQuery) => ({
  offset: (page - 1) * pageSize,
  limit: pageSize,
});

const boundsOf = ({ page, pageSize }: PageQuery): [number, number] => [
  (page - 1) * pageSize,
  page * pageSize,
];

/** Makes and reads cursors. They carry filters and sequence under a seal: page 7 belongs to the picture of page 1. */
export class Cursors {
  constructor(private readonly seal: (content: string) => string) {}

  /**
   * The position after which a request goes on, undefined on the first page. Path and every other parameter but
   * `pageSize` must be those that the cursor was made for, the sequence too. Throws a 400 on the cursor's parameter for
   * one that was altered or belongs to another question.
   */
  after(query: CursorQuery, at: CursorAt): readonly (string | number)[] | undefined {
    const text = (query as CursorQuery & Query)[at.cursor];
    if (text === undefined) return undefined;
    const [payload = '', seal = '', ...more] = String(text).split('.');
    const foreign = invalid('query', at.cursor, 'cursor', { value: text });
    if (more.length > 0 || !same(Buffer.from(seal), Buffer.from(this.seal(payload)))) throw foreign;
    const { question, position } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Sealed;
    if (question !== questionOf(query, at)) throw foreign;
    return position;
  }

  /**
   * The page of a collection: `rows` holds up to `pageSize + 1` items, the one too many says that there is a next page.
   */
  page<Item, Shown>(
    rows: readonly Item[],
    query: CursorQuery,
    show: {
      readonly item: (row: Item) => Shown;
      readonly position: (row: Item) => readonly (string | number)[];
    },
    at: CursorAt & { readonly links: Links },
  ) {
    const shown = rows.slice(0, query.pageSize);
    const last = shown.at(-1);
    const more = rows.length > query.pageSize && last !== undefined;
    return {
      items: shown.map(show.item),
      pageSize: query.pageSize,
      ...(more && { next: this.next(query, show.position(last), at) }),
    };
  }

  private next(
    query: CursorQuery,
    position: readonly (string | number)[],
    at: CursorAt & { readonly links: Links },
  ): string {
    const sealed: Sealed = { question: questionOf(query, at), position };
    const payload = Buffer.from(JSON.stringify(sealed)).toString('base64url');
    const parameters = { ...standing(query, at.moment), [at.cursor]: `${payload}.${this.seal(payload)}` };
    return at.links.to(at.path, { ...parameters, pageSize: query.pageSize });
  }
}

/** The collection that a cursor is of, and where its question stands. */
export interface CursorAt {
  readonly path: string;
  /** Name of the cursor's parameter. */
  readonly cursor: string;
  readonly moment: Moment;
}

interface Sealed {
  readonly question: string;
  readonly position: readonly (string | number)[];
}

/** The parameters of a question with its moment held to a sequence, which only a sequence repeats exactly. */
function standing(query: DatedQuery, moment: Moment): Query {
  const { asOf: _asOf, ...filters } = query as DatedQuery & Query;
  return {
    ...filters,
    asOfSequence: moment.sequence,
    ...(filters.validOn !== undefined && { validOn: moment.validOn }),
  };
}

function questionOf(query: CursorQuery, { path, cursor, moment }: CursorAt): string {
  const { pageSize: _size, ...filters } = standing(query, moment);
  const asked = Object.entries(filters)
    .filter(([name, value]) => value !== undefined && name !== cursor)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([path, asked]))
    .digest('base64url')
    .slice(0, 22);
}

const same = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);
