/**
 * Whether a tag tells all of a document: one that is of a day (it says `validOn`) changes at midnight, and with the names
 * and successions of others, one of work that runs with its progress, all under the same version, unless the question
 * itself holds it to a moment.
 */
export function tellsAll(body: object | undefined, query: unknown): boolean {
  if (body === undefined || !CHANGING.some((name) => name in body)) return true;
  return typeof query === 'object' && query !== null && HOLDING.some((name) => name in query);
}

const CHANGING = ['validOn', 'progress'];
const HOLDING = ['asOf', 'asOfSequence'];

/** Whether `If-None-Match` names the tag (RFC 9110 §13.1.2: compared weakly, `*` names every one). */
export function isUnchanged(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header
    .split(',')
    .map((one) => one.trim().replace(/^W\//, ''))
    .some((one) => one === '*' || one === tag);
}
