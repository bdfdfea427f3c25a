import { Injectable, ValidationPipe } from '@nestjs/common';
import type { ArgumentMetadata } from '@nestjs/common';
import { Transform, Type } from 'class-transformer';
import { ValidateBy, ValidateNested } from 'class-validator';
import type { ValidationError } from 'class-validator';
import { Malformed } from '../domain/rejection.js';
import { callNow } from './call.js';
import { refuseFor } from './fault.js';
import type { Flaw, Place } from './flaw.js';
import type { FlawRule } from './flaw-rules.js';

const PARSED = 'parsed';
/** Said of what no parser is asked about. */
const NO_TEXT = 'must be text';
const WITHIN = Symbol('within');
/** The first is how class-validator names an input that no class declares. */
const UNKNOWN = ['whitelistValidation', 'notTaken'];

/** A text that a parser of the domain takes: `@Parsed(iban)`. What it says against it becomes the issue. */
export const Parsed = (parse: (text: string) => unknown): PropertyDecorator =>
  ValidateBy({
    name: PARSED,
    validator: {
      validate: (value) => ruleBroken(parse, value) === undefined,
      defaultMessage: (given) => ruleBroken(parse, given?.value) ?? '',
    },
  });

/** A list of such texts: `@IsArray() @ParsedEach(partyId)`. */
export const ParsedEach = (parse: (text: string) => unknown): PropertyDecorator =>
  ValidateBy({
    name: PARSED,
    validator: {
      validate: (value) => !Array.isArray(value) || firstBroken(parse, value) === undefined,
      defaultMessage: (given) => firstBroken(parse, given?.value as readonly unknown[]) ?? '',
    },
  });

const firstBroken = (parse: (text: string) => unknown, values: readonly unknown[]): string | undefined =>
  values.map((value) => ruleBroken(parse, value)).find((rule) => rule !== undefined);

/** A whole number in a query or a path, where everything comes as text. */
export const WholeText = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value,
  );

/** A repeated query parameter: one value is a list of one. */
export const Repeated = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    value === undefined || Array.isArray(value) ? value : [value],
  );

/** An inherited input that the operation does not take: refused as one that it does not know. */
export const NotTaken = (): PropertyDecorator =>
  ValidateBy({ name: 'notTaken', validator: { validate: (value) => value === undefined } });

interface WithinRule {
  readonly type: () => new () => object;
  readonly each: boolean;
}

/** An object within, or a list of them. */
export const Within =
  (type: () => new () => object, options: { readonly each?: true } = {}): PropertyDecorator =>
  (target, key) => {
    ValidateNested(options)(target, key);
    Type(type)(target, key);
    const rule: WithinRule = { type, each: options.each === true };
    Reflect.defineMetadata(WITHIN, rule, target, key);
  };

/** The one pipe: DTOs of body, query and path; every issue of all of them is told at once. */
@Injectable()
export class InputPipe extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      validationError: { target: false, value: true },
      exceptionFactory: (errors) => new Unvalidated(errors),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const place = PLACES[metadata.type];
    if (place === 'body' && metadata.metatype !== undefined && !isObject(value)) {
      return refuseFor([{ kind: 'schemaViolation', in: place, name: place, rule: 'jsonObject' }]);
    }
    const { prototype } = (metadata.metatype ?? Object) as { readonly prototype: object };
    const misfits = this.toValidate(metadata) && isObject(value) ? misfitsIn(value, prototype, place) : [];
    try {
      const read: unknown = await super.transform(value, metadata);
      const isRefused = misfits.length > 0 || (this.isLast(metadata) && callNow().flaws.length > 0);
      return isRefused ? await refuseFor(misfits) : read;
    } catch (error) {
      if (!(error instanceof Unvalidated)) throw error;
      const flaws = error.errors.flatMap((one) => flawsOf(one, place));
      const more = misfits.filter(({ name }) => flaws.every((flaw) => flaw.name !== name));
      return refuseFor([...more, ...flaws]);
    }
  }

  /** Whether no pipe of the input's own comes after this one: what `TakesOnlyDeclared` noted is told with what that finds. */
  private isLast(metadata: ArgumentMetadata): boolean {
    return metadata.type === 'custom' || this.toValidate(metadata);
  }
}

class Unvalidated extends Error {
  constructor(readonly errors: readonly ValidationError[]) {
    super('the input does not hold to its description');
  }
}

const PLACES: Readonly<Record<ArgumentMetadata['type'], Place>> = {
  body: 'body',
  query: 'query',
  param: 'path',
  custom: 'header',
};

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What the classes of an input cannot be asked about: a name of what a class has by itself, such as `toCommand` or
 * `constructor`, which is taken out, or the instance would break; null, which passes for what is left out; and what is
 * no object where one is described.
 */
function misfitsIn(value: object, prototype: object, place: Place, parent = ''): readonly Flaw[] {
  return Object.entries(value).flatMap(([property, one]: [string, unknown]): readonly Flaw[] => {
    const name = parent === '' ? property : `${parent}.${property}`;
    if (property in prototype) {
      Reflect.deleteProperty(value, property);
      return [{ kind: 'unknownInput', in: place, name, rule: 'unknown' }];
    }
    if (one === null) return [{ kind: 'schemaViolation', in: place, name, rule: 'notNull' }];
    const within = Reflect.getMetadata(WITHIN, prototype, property) as WithinRule | undefined;
    if (within === undefined) return [];
    const described = (part: unknown, at: string): readonly Flaw[] =>
      isObject(part)
        ? misfitsIn(part, within.type().prototype as object, place, at)
        : [{ kind: 'schemaViolation', in: place, name: at, rule: 'object' }];
    if (!within.each) return described(one, name);
    // What is no list, the class refuses.
    return Array.isArray(one) ? one.flatMap((part, index) => described(part, `${name}[${index}]`)) : [];
  });
}

function ruleBroken(parse: (text: string) => unknown, value: unknown): string | undefined {
  if (typeof value !== 'string') return NO_TEXT;
  try {
    parse(value);
    return undefined;
  } catch (error) {
    if (error instanceof Malformed) return error.rule;
    throw error;
  }
}

function flawsOf(
  error: ValidationError,
  place: Place,
  parent = { name: '', isList: false },
): readonly Flaw[] {
  const { property, constraints = {}, children = [] } = error;
  const value: unknown = error.value;
  const name = parent.isList
    ? `${parent.name}[${property}]`
    : parent.name === ''
      ? property
      : `${parent.name}.${property}`;
  const broken = Object.entries(constraints);
  // Of an input that is not there, only that is told.
  const told =
    value === undefined && !UNKNOWN.some((one) => one in constraints) ? broken.slice(0, 1) : broken;
  const own = told.map(([constraint, message]) => flawOf({ place, name, value }, constraint, message));
  return [
    ...own,
    ...children.flatMap((child) => flawsOf(child, place, { name, isList: Array.isArray(value) })),
  ];
}

function flawOf(
  { place, name, value }: { readonly place: Place; readonly name: string; readonly value: unknown },
  constraint: string,
  message: string,
): Flaw {
  const at = { in: place, name, ...(value !== undefined && { value }) };
  if (UNKNOWN.includes(constraint)) return { ...at, kind: 'unknownInput', rule: 'unknown' };
  if (value === undefined) return { ...at, kind: 'schemaViolation', rule: 'required' };
  if (constraint === PARSED && message !== NO_TEXT) {
    return { ...at, kind: 'invalidInput', rule: { text: message } };
  }
  const rule = RULES[constraint] ?? 'shape';
  const limit = /-?\d+(?=\D*$)/.exec(message)?.[0];
  const allowed = /values: (.*)$/.exec(message)?.[1];
  const values = { ...(limit !== undefined && { limit }), ...(allowed !== undefined && { allowed }) };
  return { ...at, kind: 'schemaViolation', rule, values };
}

/** Constraints of class-validator as rules of the catalogue; what is not here is told as `shape`. */
const RULES: Readonly<Record<string, FlawRule>> = {
  isString: 'text',
  [PARSED]: 'text',
  isInt: 'wholeNumber',
  isNumber: 'wholeNumber',
  isBoolean: 'boolean',
  isObject: 'object',
  nestedValidation: 'object',
  isArray: 'list',
  min: 'atLeast',
  max: 'atMost',
  minLength: 'tooShort',
  maxLength: 'tooLong',
  arrayMinSize: 'tooFew',
  arrayNotEmpty: 'required',
  arrayMaxSize: 'tooMany',
  isIn: 'oneOf',
  isDefined: 'required',
  isNotEmpty: 'required',
};
