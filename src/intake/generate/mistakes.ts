import { personOf } from './decision.js';
import { keysOf } from './form-of.js';
import type { Life, LifeWorld } from './life.js';
import { MONTHS, dayOf, monthBefore } from './scenario.js';
import type { SyntheticLine, SyntheticMonth, WrongKind } from './scenario.js';

/** What a wrong line is made from: a file that stands, in a month. */
export interface MistakeBase {
  readonly world: LifeWorld;
  readonly life: Life;
  readonly now: SyntheticMonth;
}

/** Makes a wrong line from a file; null where this file or month cannot be got wrong in that way. */
export type Mistake = (base: MistakeBase) => SyntheticLine | null;

type Fields = Readonly<Record<string, unknown>>;
type Change = (base: MistakeBase) => Fields | null;

interface Refusal {
  readonly kind: WrongKind;
  readonly code: string;
  readonly field: string | null;
}

/** Every way of getting a line wrong, each with the refusal that it must meet. */
export const MISTAKES: readonly Mistake[] = [
  wrong(malformed('noSuchDay', 'effectiveFrom'), () => ({ effectiveFrom: '2025-02-30' })),
  wrong(malformed('lastBeforeFirst', 'piisTo'), () => ({ piisFrom: '2025-02-01', piisTo: '2025-01-31' })),
  wrong(malformed('fractionOfCent', 'resourcesYear'), () => ({ resourcesYear: '1200.005' })),
  wrong(malformed('negative', 'resourcesYear'), () => ({ resourcesYear: '-1200.00' })),
  wrong(malformed('notANumber', 'resourcesYear'), () => ({ resourcesYear: 'NaN' })),
  wrong(malformed('tooLarge', 'resourcesYear'), () => ({ resourcesYear: '90071992547409.93' })),
  wrong(malformed('wrongNiss', 'beneficiaries[0].niss'), ({ life }) => ({
    beneficiaries: [{ role: 'main', niss: nextDigit(personOf(life.file, 0)) }],
  })),
  wrong(malformed('fieldMissing', 'decidedOn'), () => ({ decidedOn: null })),
  wrong(malformed('freeText', 'formReference'), () => ({ formReference: 'letter of Monday' })),
  wrong(malformed('sentOnGiven', 'sentOn'), ({ now }) => ({ sentOn: dayOf(now.month, 1) })),
  wrong(malformed('decidedAfterReceipt', 'decidedOn'), ({ now }) => ({ decidedOn: dayOf(now.month, 28) })),
  wrong({ kind: 'unknownScheme', code: 'schemeUnknown', field: 'scheme' }, () => ({ scheme: 'HEATING' })),
  wrong({ kind: 'unknownCpas', code: 'partyUnknown', field: 'senderNis' }, () => ({ senderNis: '99999' })),
  wrong({ kind: 'codeEnded', code: 'nisCodeNotValid', field: 'senderNis' }, codeEnded),
  wrong({ kind: 'notItsFile', code: 'nisCodeNotValid', field: 'openedByNis' }, notItsFile),
  wrong({ kind: 'neverDetermined', code: 'lineNeverDetermined', field: 'referenceMonth' }, ({ now, life }) =>
    recovery({ now, life }, { fileNumber: `X-${life.fileNumber}`, amount: '10.00' }),
  ),
  wrong(malformed('noSuchMonth', 'referenceMonth'), (base) =>
    recovery(base, { referenceMonth: '2025-13', amount: '10.00' }),
  ),
  wrong({ kind: 'aboveGranted', code: 'recoveryAboveGranted', field: 'amount' }, (base) =>
    base.life.plain && base.life.openedIn < base.now.month
      ? recovery(base, { amount: '99999.00', referenceMonth: base.life.openedIn })
      : null,
  ),
  wrong({ kind: 'nothingToWithdraw', code: 'decisionNotFound', field: null }, ({ now, life }) =>
    withdrawal(now, { fileNumber: `Y-${life.fileNumber}` }),
  ),
  wrong({ kind: 'endedBefore', code: 'decisionAlreadyEnded', field: 'effectiveFrom' }, ({ now, life }) =>
    life.withdrawnFrom === null || life.withdrawnFrom >= dayOf(now.month, 28) ? null : withdrawal(now, {}),
  ),
  unknownField,
  brokenLine,
  namedTwice,
];

function malformed(kind: WrongKind, field: string): Refusal {
  return { kind, code: 'malformed', field };
}

function wrong(refusal: Refusal, change: Change): Mistake {
  return (base) => {
    const changes = change(base);
    return changes === null
      ? null
      : lineOf(refusal, JSON.stringify({ ...sound(base, refusal.kind, changes), ...changes }));
  };
}

const lineOf = ({ kind, code, field }: Refusal, text: string): SyntheticLine => ({
  text,
  kind,
  outcome: 'refused',
  code,
  field,
});

/** A form that would be right but for the changes: of the kind that they name, B where they name none. */
function sound({ world, life, now }: MistakeBase, kind: WrongKind, changes: Fields): Fields {
  const letter = changes['form'] === 'C' || changes['form'] === 'D' ? changes['form'] : 'B';
  const keys = keysOf(life, { world, now, letter, suffix: `W${numberOf(kind)}` });
  if (letter !== 'B') return keys;
  return {
    ...keys,
    beneficiaries: life.decision['beneficiaries'],
    decidedOn: dayOf(now.month, 2),
    effectiveFrom: dayOf(now.month, 1),
    category: life.decision['category'],
    resourcesYear: '0.00',
  };
}

/** References of two wrong lines of one file must differ. */
const numberOf = (kind: WrongKind): string =>
  String(Array.from(kind).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 997, 7));

/** The code of a CPAS that another one has followed, for a month when it was gone. */
function codeEnded({ world, life, now }: MistakeBase): Fields | null {
  const ended = world.population.endedBefore(dayOf(now.month, 1));
  const code = ended[life.file % Math.max(1, ended.length)];
  return code === undefined
    ? null
    : { senderNis: code, openedByNis: null, effectiveFrom: dayOf(now.month, 1) };
}

/** A file that another CPAS has opened. */
function notItsFile({ world, life, now }: MistakeBase): Fields | null {
  const other = world.population.codeOn(world.population.openerOf(0), now.receivedOn);
  const own = world.population.codeOn(life.openedBy, now.receivedOn);
  return other === own ? null : { senderNis: other, openedByNis: life.openedBy };
}

const recovery = (
  { now, life }: Pick<MistakeBase, 'now' | 'life'>,
  changes: Fields & { readonly amount: string },
): Fields => ({
  form: 'D',
  bookingMonth: now.month,
  bookingNumber: 9,
  recoveryType: '01',
  referenceMonth: life.openedIn === MONTHS[0].month ? life.openedIn : monthBefore(now.month),
  ...changes,
});

const withdrawal = (now: SyntheticMonth, changes: Fields): Fields => ({
  form: 'C',
  code: 2,
  decidedOn: dayOf(now.month, 3),
  effectiveFrom: dayOf(now.month, 28),
  ...changes,
});

/** Named by its place, since its name may be anything. */
function unknownField(base: MistakeBase): SyntheticLine {
  const fields = { ...sound(base, 'unknownField', {}), remark: 'see letter' };
  const field = `unknown[${Object.keys(fields).length}]`;
  return lineOf(malformed('unknownField', field), JSON.stringify(fields));
}

function brokenLine(base: MistakeBase): SyntheticLine {
  const whole = JSON.stringify(sound(base, 'brokenLine', {}));
  return lineOf({ kind: 'brokenLine', code: 'malformed', field: null }, whole.slice(0, whole.length >> 1));
}

function namedTwice(base: MistakeBase): SyntheticLine {
  const whole = JSON.stringify(sound(base, 'namedTwice', {}));
  return lineOf(
    malformed('namedTwice', 'category'),
    whole.replace('"category":', '"category":1,"category":'),
  );
}

const nextDigit = (digits: string): string => `${digits.slice(0, -1)}${(Number(digits.slice(-1)) + 1) % 10}`;
