import type { BeneficiaryRole, Category } from '../domain/dossier/events.js';
import { fileNumber, nisCode } from '../domain/ids.js';
import type { FileNumber } from '../domain/ids.js';
import { Malformed } from '../domain/rejection.js';
import {
  euros,
  isAbsent,
  lawDay,
  lawMonth,
  notTaken,
  oneOf,
  optional,
  required,
  whole,
  windowOf,
} from './fields.js';
import type { Field } from './fields.js';
import type { FormBeneficiary } from './form.js';
import { niss, nissIn, nissOfFileNumber } from './niss.js';
import type { NissKeys } from './niss.js';
import { malformed } from './problem.js';
import type { Report } from './problem.js';

export type Schemas = ReturnType<typeof schemasOf>;

/** The fields of each form, in the order in which problems are told. `any` is for a line whose form is not known. */
export function schemasOf(keys: NissKeys) {
  const head = {
    schemaVersion: required('schemaVersion', oneOf('1')),
    scheme: required('scheme', oneOf('RIS'), 'schemeUnknown'),
  };
  const file = {
    formReference: required('formReference', formReference),
    senderNis: required('senderNis', nisCode),
    openedByNis: optional('openedByNis', nisCode),
    fileNumber: required('fileNumber', (text) => fileNumberWith(keys, text)),
  };
  const sentOn = notTaken(
    'sentOn',
    'is not taken: a form is sent on the day it is received, unless two officials record another day with evidence',
  );
  const persons = beneficiaries(keys);
  return {
    any: { ...head, form: required('form', oneOf('B', 'C', 'D')), ...file, sentOn },
    B: {
      ...head,
      form: required('form', oneOf('B')),
      ...file,
      beneficiaries: needed('beneficiaries', persons),
      decidedOn: required('decidedOn', lawDay),
      effectiveFrom: required('effectiveFrom', lawDay),
      category: required('category', category),
      resourcesYear: required('resourcesYear', euros),
      foreignersRegister: windowOf('foreignersRegister'),
      formerlyHomeless: windowOf('formerlyHomeless'),
      piis: windowOf('piis'),
      claimedMonth: optional('claimedMonth', euros),
      sentOn,
    },
    C: {
      ...head,
      form: required('form', oneOf('C')),
      ...file,
      beneficiaries: persons,
      decidedOn: required('decidedOn', lawDay),
      code: required('code', oneOf('1', '2')),
      messageStatus: optional('messageStatus', oneOf('0', '1')),
      regularizes: optional('regularizes', lawDay),
      effectiveFrom: optional('effectiveFrom', lawDay),
      sentOn,
    },
    D: {
      ...head,
      form: required('form', oneOf('D')),
      ...file,
      beneficiaries: persons,
      bookingMonth: required('bookingMonth', lawMonth),
      bookingNumber: required('bookingNumber', whole(1, 9999)),
      recoveryType: required('recoveryType', oneOf('01', '05', '06')),
      referenceMonth: required('referenceMonth', lawMonth),
      amount: required('amount', euros),
      sentOn,
    },
  } as const;
}

/** The names of all fields, in the order of the columns that we write. */
export const FIELD_NAMES: readonly string[] = [
  'schemaVersion',
  'scheme',
  'form',
  'formReference',
  'senderNis',
  'openedByNis',
  'fileNumber',
  'beneficiaries',
  'decidedOn',
  'effectiveFrom',
  'category',
  'resourcesYear',
  'foreignersRegisterFrom',
  'foreignersRegisterTo',
  'formerlyHomelessFrom',
  'formerlyHomelessTo',
  'piisFrom',
  'piisTo',
  'claimedMonth',
  'code',
  'messageStatus',
  'regularizes',
  'bookingMonth',
  'bookingNumber',
  'recoveryType',
  'referenceMonth',
  'amount',
  'sentOn',
];

/** Letters, digits and inner hyphens, 1 to 20. The log keeps it for ever: a name or a national number is none. */
export function formReference(text: string): string {
  if (!/^(?=.*\d)[A-Za-z0-9](?:[A-Za-z0-9-]{0,18}[A-Za-z0-9])?$/.test(text)) {
    throw new Malformed('must be 1 to 20 letters, digits or inner hyphens, a digit among them');
  }
  const elevens = text.replaceAll('-', '').match(/(?<!\d)\d{11}(?!\d)/g) ?? [];
  if (elevens.some((digits) => nissIn(digits) !== null)) {
    throw new Malformed('must not pass the check of a national number');
  }
  return text;
}

function category(text: string): Category {
  switch (oneOf('1', '2', '3')(text)) {
    case '1':
      return 1;
    case '2':
      return 2;
    default:
      return 3;
  }
}

/**
 * A file number that is a national number gives way to what the keys make of it (`design.md` §4); so does one of
 * letters alone, which may be a name.
 */
function fileNumberWith(keys: NissKeys, text: string): FileNumber {
  const written = nissIn(text);
  if (written !== null) return keys.fileNumberOf(written);
  const canonical = fileNumber(text);
  if (!/\d/.test(canonical)) return keys.fileNumberOf(canonical);
  const found = nissOfFileNumber(canonical);
  return found === null ? canonical : keys.fileNumberOf(found);
}

const BENEFICIARIES_MAX = 20;

/** The persons of a form: one main beneficiary, at most one partner, children. Null where there are none. */
function beneficiaries(keys: NissKeys): Field<readonly FormBeneficiary[] | null> {
  const name = 'beneficiaries';
  return {
    names: [name],
    read: (raw, report) => {
      const value = raw[name];
      if (isAbsent(value)) return null;
      if (!Array.isArray(value) || value.length === 0 || value.length > BENEFICIARIES_MAX) {
        return report(malformed(name, `must be a list of 1 to ${BENEFICIARIES_MAX} persons`));
      }
      const persons = value.map((one: unknown, index) =>
        beneficiary({ keys, report, field: `${name}[${index}]` }, one),
      );
      const read = persons.filter((person) => person !== undefined);
      if (read.length < persons.length) return undefined;
      const rule = householdRule(read);
      return rule === null ? read : report(malformed(name, rule));
    },
  };
}

const roleOf: (text: string) => BeneficiaryRole = oneOf('main', 'partner', 'child');

interface PersonReading {
  readonly keys: NissKeys;
  readonly report: Report;
  readonly field: string;
}

function beneficiary({ keys, report, field }: PersonReading, value: unknown): FormBeneficiary | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return report(malformed(field, 'must have a role and a niss'));
  }
  const stray = Object.keys(value).some((name) => name !== 'niss' && name !== 'role');
  if (stray) return report(malformed(field, 'must have nothing but a role and a niss'));
  const person: { readonly role?: unknown; readonly niss?: unknown } = value;
  const role = check(report, `${field}.role`, () => roleOf(textOnly(person.role)));
  const number = check(report, `${field}.niss`, () => niss(textOnly(person.niss)));
  if (role === undefined || number === undefined) return undefined;
  return { pseudonym: keys.pseudonymOf(number), fingerprint: keys.fingerprintOf(number), role };
}

function check<T>(report: Report, field: string, parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    report(malformed(field, error.rule));
    return undefined;
  }
}

function textOnly(value: unknown): string {
  if (typeof value !== 'string') throw new Malformed('must be text');
  return value;
}

function householdRule(persons: readonly FormBeneficiary[]): string | null {
  const count = (role: BeneficiaryRole): number => persons.filter((person) => person.role === role).length;
  if (count('main') !== 1) return 'must name one main beneficiary';
  if (count('partner') > 1) return 'must name at most one partner';
  const different = new Set(persons.map((person) => person.fingerprint)).size;
  return different < persons.length ? 'must name each person once' : null;
}

/** The same field, where it must be there. */
function needed<T>(name: string, field: Field<T | null>): Field<T> {
  return {
    names: field.names,
    read: (raw, report) => {
      const value = field.read(raw, report);
      if (value === null) return report(malformed(name, 'is required'));
      return value;
    },
  };
}
