/** Whether `If-None-Match` names the tag (RFC 9110 §13.1.2: compared weakly, `*` names every one). */
export function isUnchanged(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header
    .split(',')
    .map((one) => one.trim().replace(/^W\//, ''))
    .some((one) => one === '*' || one === tag);
}
