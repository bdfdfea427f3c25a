import type { Rejection } from '../domain/rejection.js';
import { resemblesNiss, withoutNiss } from '../engine/person.js';
import type { Call } from './call.js';
import type { Fault } from './fault.js';
import type { Flaw, FlawKind } from './flaw.js';
import { filled } from './language.js';
import type { Language, Text } from './language.js';
import { FLAW_RULES } from './flaw-rules.js';
import { FAULTS, OWN } from './problem-types.js';
import { PARSER_RULES } from './parser-rules.js';
import { REJECTIONS } from './rejection-types.js';

/** A problem of RFC 9457 as the Belgian guide wants it, with typed extra fields. */
export interface Problem {
  readonly type: string;
  readonly href: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly issues?: readonly Issue[];
  readonly [field: string]: unknown;
}

export interface Issue {
  readonly type: string;
  readonly href: string;
  readonly title: string;
  readonly detail: string;
  readonly in: string;
  readonly name: string;
  readonly value?: unknown;
}

/** What a problem needs of the request that it answers. */
export type Asked = Pick<Call, 'language' | 'traceId'>;

/** What is sent: status, body and headers of a refusal. */
export interface Refused {
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;
}

/** Issues that are told of one request: what is more says nothing new, and is larger than what was sent. */
export const ISSUES_MAX = 100;
/** Characters as JSON of a value that is told back. */
const VALUE_MAX = 1_000;
/** Characters of a name that are told back; an input that is not known may have any name. */
const NAME_MAX = 500;

const GUIDE = 'https://www.belgif.be/specification/rest/api-guide';

const ISSUE_TITLES: Readonly<Record<FlawKind, string>> = {
  schemaViolation: 'Input value is invalid with respect to the OpenAPI schema',
  unknownInput: 'Unknown input parameter or property',
  invalidInput: 'Invalid input value',
  referencedResourceNotFound: 'Referenced resource not found',
};

/** The problem of a fault of the door. `docs` is where our own types are documented. */
export function problemOfFault(fault: Fault, call: Asked, docs: string): Refused {
  const { code, more } = fault;
  const { type, status, title, detail } = FAULTS[code];
  const problem = {
    type,
    href: type.startsWith(OWN) ? `${docs}/${code}` : `${GUIDE}/problems/${code}.html`,
    title,
    status,
    detail: filled(detail[call.language], more.fields ?? {}),
    instance: instanceOf(call),
    ...more.fields,
    ...(more.flaws && {
      issues: more.flaws.slice(0, ISSUES_MAX).map((flaw) => issueOf(flaw, call.language)),
    }),
  };
  return { problem, headers: more.headers ?? {} };
}

/** The problem of a business refusal; a missing mandate and four eyes have a type of the guide (`missingPermission`). */
export function problemOfRejection({ code, details }: Rejection, call: Call, docs: string): Refused {
  const { status, title, detail } = REJECTIONS[code];
  const permission = status === 403;
  const problem = {
    // Details first: none of them may take the place of a field of the problem.
    ...withoutNull(details),
    type: permission ? 'urn:problem-type:belgif:missingPermission' : `${OWN}${code}`,
    href: permission ? `${GUIDE}/problems/missingPermission.html` : `${docs}/${code}`,
    title,
    status,
    detail: detail[call.language],
    instance: instanceOf(call),
    ...(permission && { reason: code }),
  };
  return { problem, headers: status === 503 ? { 'Retry-After': '60' } : {} };
}

function issueOf(flaw: Flaw, language: Language): Issue {
  const { kind, in: place, value, rule } = flaw;
  const name = toldName(flaw.name);
  const text: Text = typeof rule === 'string' ? FLAW_RULES[rule] : parserText(rule.text);
  return {
    type: `urn:problem-type:belgif:input-validation:${kind}`,
    href: `${GUIDE}/issues/${kind}.html`,
    title: ISSUE_TITLES[kind],
    detail: filled(text[language], { name, ...flaw.values }),
    in: place,
    name,
    ...(value !== undefined && isTold(value) && { value }),
  };
}

/** What may be a person's number is not said again, even a mistyped one; nor is a null, which no answer holds. */
function isTold(value: unknown): boolean {
  const text = JSON.stringify(value);
  return text.length <= VALUE_MAX && !resemblesNiss(text) && !holdsNull(JSON.parse(text));
}

const holdsNull = (value: unknown): boolean =>
  value === null || (typeof value === 'object' && Object.values(value).some(holdsNull));

/** The same of names, which say where an input stands. */
function toldName(name: string): string {
  const told = withoutNiss(name);
  if (told.length <= NAME_MAX) return told;
  const [...characters] = told.slice(0, 2 * NAME_MAX);
  return characters.length <= NAME_MAX ? told : `${characters.slice(0, NAME_MAX - 1).join('')}…`;
}

/** Parsers of the domain say their rule in English; the catalogue has it in our languages. */
function parserText(rule: string): Text {
  const known = PARSER_RULES[rule];
  if (known) return known;
  const { fr, nl, de } = FLAW_RULES.parserRule;
  return { fr: filled(fr, { rule }), nl: filled(nl, { rule }), de: filled(de, { rule }) };
}

const instanceOf = (call: Asked): string => `urn:uuid:${call.traceId}`;

const withoutNull = (details: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(details).filter(([, value]) => value !== null));
