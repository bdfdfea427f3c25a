import { enterpriseNumber, nisCode } from '../domain/ids.js';
import type { EnterpriseNumber, NisCode } from '../domain/ids.js';
import type { LanguageRegime, Names } from '../domain/party/events.js';
import { Malformed, atField } from '../domain/rejection.js';
import { day } from '../domain/time.js';
import type { Day } from '../domain/time.js';

/** How the CPAS behind a code goes on: see the head of `municipalities.txt`. */
export type SuccessionMode = 'newEntity' | 'absorbed' | 'continues' | 'notKnown';

/** One NIS code of a municipality, as Statbel has it, with the CPAS behind it. */
export interface Municipality {
  readonly nisCode: NisCode;
  readonly names: Names;
  readonly language: LanguageRegime;
  readonly regionNis: NisCode;
  /** Null: since before 2019. */
  readonly validFrom: Day | null;
  /** Null: still valid. */
  readonly validTo: Day | null;
  readonly succession: { readonly nisCode: NisCode; readonly mode: SuccessionMode } | null;
  readonly enterpriseNumber: EnterpriseNumber | null;
  /** Codes until the end of 2018: of CPAS that merged into this one, or of this one itself. */
  readonly former: { readonly how: 'merged' | 'recoded'; readonly nisCodes: readonly NisCode[] } | null;
}

const LANGUAGES: readonly LanguageRegime[] = ['N', 'F', 'D', 'FN'];
const MODES: readonly SuccessionMode[] = ['newEntity', 'absorbed', 'continues', 'notKnown'];

/** Reads the table of municipalities. A wrong line → Malformed with `line n` and the column. */
export function parseMunicipalities(text: string): readonly Municipality[] {
  const read = text.split('\n').flatMap((line, index) => {
    if (line === '' || line.startsWith('#')) return [];
    return [atField(`line ${index + 1}`, () => municipalityOf(line.split('|')))];
  });
  const codes = new Set(read.map((one) => one.nisCode));
  if (codes.size !== read.length) throw new Malformed('a NIS code stands twice');
  const lost = read.find((one) => one.succession && !codes.has(one.succession.nisCode));
  if (lost) throw new Malformed(`the code that follows ${lost.nisCode} is not in the table`);
  return read;
}

function municipalityOf(cells: readonly string[]): Municipality {
  const [code = '', name = '', fr = '', nl = '', de = '', language = '', region = ''] = cells;
  const [from = '', to = '', next = '', mode = '', enterprise = '', former = ''] = cells.slice(7);
  if (cells.length > 13 || name === '') throw new Malformed('must have 7 to 13 columns and a name');
  if ((to === '') !== (next === '') || (next === '') !== (mode === '')) {
    throw new Malformed('a last day, the code that follows and how stand together', 'succession');
  }
  return {
    nisCode: atField('code', () => nisCode(code)),
    names: { fr: fr || name, nl: nl || name, de: de || name },
    language: atField('language', () => oneOf(LANGUAGES, language)),
    regionNis: atField('region', () => nisCode(region)),
    validFrom: from === '' ? null : atField('from', () => day(from)),
    validTo: to === '' ? null : atField('to', () => day(to)),
    succession:
      next === ''
        ? null
        : atField('succession', () => ({ nisCode: nisCode(next), mode: oneOf(MODES, mode) })),
    enterpriseNumber: enterprise === '' ? null : atField('enterprise', () => enterpriseNumber(enterprise)),
    former: former === '' ? null : atField('former', () => formerOf(former)),
  };
}

function formerOf(text: string): NonNullable<Municipality['former']> {
  const [how, ...codes] = text.split(' ');
  if (codes.length === 0) throw new Malformed('must name the codes');
  return { how: oneOf(['merged', 'recoded'] as const, how ?? ''), nisCodes: codes.map(nisCode) };
}

function oneOf<T extends string>(choices: readonly T[], text: string): T {
  const found = choices.find((choice) => choice === text);
  if (found === undefined) throw new Malformed(`must be one of ${choices.join(', ')}`);
  return found;
}
