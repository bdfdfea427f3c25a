import { Malformed } from '../domain/rejection.js';
import { isAbsent, readAll } from './fields.js';
import type { Field, Raw } from './fields.js';
import type { Form, FormB, FormC, FormD } from './form.js';
import type { NissKeys } from './niss.js';
import { malformed } from './problem.js';
import type { Problem } from './problem.js';
import { formReference, schemasOf } from './schemas.js';
import type { Schemas } from './schemas.js';

/** A line that was read, or every problem it has: those of its fields in the order of the format, then stray fields. */
export type Parsed =
  | { readonly form: Form }
  | {
      readonly problems: readonly Problem[];
      /** Where the line says it well enough. */
      readonly formReference: string | null;
    };

/** Reads the fields of one line as a form; national numbers become pseudonyms while it does. */
export type FormParser = (raw: Raw) => Parsed;

export function formParser(keys: NissKeys): FormParser {
  const schemas = schemasOf(keys);
  const names = {
    any: new Set(Object.values(schemas).flatMap(namesOf)),
    B: new Set(namesOf(schemas.B)),
    C: new Set(namesOf(schemas.C)),
    D: new Set(namesOf(schemas.D)),
  };
  return (raw) => {
    const read = readForm(raw, schemas);
    const own = 'form' in read ? read.form.form : oneOfForms(raw['form']);
    const strays = strayProblems(raw, own === null ? names.any : names[own], names.any);
    if ('form' in read && strays.length === 0) return read;
    const problems = 'form' in read ? strays : [...read.problems, ...strays];
    return { problems, formReference: referenceOf(raw) };
  };
}

type ReadForm = { readonly form: Form } | { readonly problems: readonly Problem[] };

function readForm(raw: Raw, schemas: Schemas): ReadForm {
  const kind = oneOfForms(raw['form']);
  switch (kind) {
    case 'B':
      return formB(raw, schemas.B);
    case 'C':
      return formC(raw, schemas.C);
    case 'D':
      return formD(raw, schemas.D);
    default: {
      const read = readAll(raw, schemas.any);
      if ('problems' in read) return read;
      throw new Error('the schema of any form lets no unknown form pass');
    }
  }
}

function formB(raw: Raw, schema: Schemas['B']): ReadForm {
  const read = readAll(raw, schema);
  if ('problems' in read) return read;
  const { schemaVersion: _version, scheme: _scheme, sentOn: _sentOn, ...values } = read.values;
  const form: FormB = { ...values, openedByNis: values.openedByNis ?? values.senderNis };
  return { form };
}

function formC(raw: Raw, schema: Schemas['C']): ReadForm {
  const read = readAll(raw, schema);
  if ('problems' in read) return read;
  const { formReference, senderNis, fileNumber, decidedOn, regularizes, effectiveFrom } = read.values;
  const { code, messageStatus, beneficiaries } = read.values;
  const problems = [...formCProblems(read.values)];
  if (problems.length > 0) return { problems };
  const form: FormC = {
    form: 'C',
    formReference,
    senderNis,
    openedByNis: read.values.openedByNis ?? senderNis,
    fileNumber,
    beneficiaries: beneficiaries ?? [],
    decidedOn,
    of: code === '1' ? 'refusal' : 'withdrawal',
    regularizes: messageStatus === '1' ? regularizes : null,
    effectiveFrom,
  };
  return { form };
}

/** What code and message status ask of the other fields of form C. */
function* formCProblems(values: {
  readonly code: '1' | '2';
  readonly messageStatus: '0' | '1' | null;
  readonly effectiveFrom: string | null;
  readonly regularizes: string | null;
  readonly beneficiaries: readonly unknown[] | null;
}): Generator<Problem> {
  const isNew = values.messageStatus !== '1';
  const namesPersons = isNew && values.code === '1';
  if (namesPersons && values.beneficiaries === null) {
    yield malformed('beneficiaries', 'is required on a refusal');
  }
  if (!namesPersons && values.beneficiaries !== null) {
    yield malformed('beneficiaries', 'belongs on form C only where it is a new refusal');
  }
  if (isNew && values.effectiveFrom === null) yield malformed('effectiveFrom', 'is required');
  if (isNew && values.regularizes !== null) {
    yield malformed('regularizes', 'needs messageStatus 1');
  }
  if (!isNew && values.regularizes === null) {
    yield malformed('regularizes', 'is required with messageStatus 1');
  }
}

function formD(raw: Raw, schema: Schemas['D']): ReadForm {
  const read = readAll(raw, schema);
  if ('problems' in read) return read;
  const { schemaVersion: _version, scheme: _scheme, sentOn: _sentOn, ...values } = read.values;
  const form: FormD = {
    ...values,
    openedByNis: values.openedByNis ?? values.senderNis,
    beneficiaries: values.beneficiaries ?? [],
  };
  return { form };
}

const oneOfForms = (value: unknown): 'B' | 'C' | 'D' | null =>
  value === 'B' || value === 'C' || value === 'D' ? value : null;

/** Fields of other forms and fields that no form has. Their names are not repeated: who sent them may have put a person there. */
function strayProblems(raw: Raw, own: ReadonlySet<string>, known: ReadonlySet<string>): readonly Problem[] {
  const problems: Problem[] = [];
  for (const [index, name] of Object.keys(raw).entries()) {
    if (own.has(name)) continue;
    if (!known.has(name)) {
      problems.push(malformed(`unknown[${index + 1}]`, 'is not a field of this format'));
    } else if (!isAbsent(raw[name])) {
      problems.push(malformed(name, `does not belong on form ${String(raw['form'])}`));
    }
  }
  return problems;
}

function referenceOf(raw: Raw): string | null {
  const value = raw['formReference'];
  if (typeof value !== 'string') return null;
  try {
    return formReference(value);
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

const namesOf = (schema: Readonly<Record<string, Field<unknown>>>): readonly string[] =>
  Object.values(schema).flatMap((field) => field.names);
