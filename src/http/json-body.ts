import { Fault } from './fault.js';

/** Levels of objects and lists in a body: more than any description of ours has. */
export const DEPTH_MAX = 32;

/** Throws a 400 where a text of JSON nests deeper than {@link DEPTH_MAX}; looked at before it is parsed. */
export function refuseDeep(text: string): void {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const sign = text.charCodeAt(index);
    if (quoted) {
      if (sign === BACKSLASH) index += 1;
      else if (sign === QUOTE) quoted = false;
    } else if (sign === QUOTE) quoted = true;
    else if (sign === BRACE || sign === BRACKET) {
      depth += 1;
      if (depth > DEPTH_MAX) throw bodyFault('tooDeep');
    } else if (sign === BRACE_END || sign === BRACKET_END) depth -= 1;
  }
}

/** A body that is no JSON, or too deep. */
export const bodyFault = (rule: 'json' | 'tooDeep'): Fault =>
  new Fault('badRequest', {
    flaws: [{ kind: 'schemaViolation', in: 'body', name: 'body', rule, values: { limit: DEPTH_MAX } }],
  });

const [QUOTE, BACKSLASH, BRACE, BRACE_END, BRACKET, BRACKET_END] = [34, 92, 123, 125, 91, 93];
