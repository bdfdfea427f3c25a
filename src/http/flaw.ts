import type { FlawRule } from './flaw-rules.js';

/** Where in the request the input stands. */
export type Place = 'body' | 'header' | 'path' | 'query';

/** Kind of an issue: breaks the contract's description, is unknown to it, breaks another rule, or names what is not there. */
export type FlawKind = 'schemaViolation' | 'unknownInput' | 'invalidInput' | 'referencedResourceNotFound';

/** One thing that is wrong with the input. */
export interface Flaw {
  readonly kind: FlawKind;
  readonly in: Place;
  /** JSON-like path, such as `items[3].amount`. */
  readonly name: string;
  readonly value?: unknown;
  /** A rule of the catalogue, or the English text of a rule of the domain's parsers. */
  readonly rule: FlawRule | { readonly text: string };
  /** Put into the text of the rule. */
  readonly values?: Readonly<Record<string, string | number>>;
}
