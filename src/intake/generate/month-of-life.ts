import { changedDecision, personOf } from './decision.js';
import { decisionForm, formOf } from './form-of.js';
import type { Life, LifeStep, LifeWorld } from './life.js';
import { randomOf } from './random.js';
import type { Random } from './random.js';
import { MONTHS, dayOf, monthAfter, monthBefore } from './scenario.js';
import type { SyntheticMonth } from './scenario.js';

/** What happens to a file in a month after that of its opening. Mostly nothing. */
export function nextMonth(world: LifeWorld, life: Life, now: SyntheticMonth): LifeStep {
  const random = randomOf(world.seed, 33, life.file, Number(now.month.slice(5)));
  const roll = random.next();
  const act = life.withdrawnFrom === null ? standingAct(roll, life, now) : endedAct(roll, now);
  return act === null ? { forms: () => [], life } : act({ world, life, now, random });
}

interface Acting {
  readonly world: LifeWorld;
  readonly life: Life;
  readonly now: SyntheticMonth;
  readonly random: Random;
}

type Act = (acting: Acting) => LifeStep;

function standingAct(roll: number, life: Life, now: SyntheticMonth): Act | null {
  if (roll < 0.04) return change;
  if (roll < 0.058) return withdraw;
  if (roll < 0.064) return life.plain && life.openedIn < now.month ? changeLate : change;
  if (roll < 0.07) return restate;
  if (roll < 0.071) return changeTwice;
  if (roll < 0.081) return life.plain ? recover : null;
  if (roll < 0.083) return refuseRequest;
  return roll < 0.085 && life.openedIn === MONTHS[0].month ? recoverBeforeLog : null;
}

function endedAct(roll: number, now: SyntheticMonth): Act | null {
  if (roll < 0.12) return takeBack;
  if (roll < 0.18) return move;
  return roll < 0.3 && now.month < '2025-04' ? grantAgain : null;
}

const change: Act = ({ world, life, now, random }) => {
  const effectiveFrom = dayOf(now.month, random.chance(0.6) ? 1 : 2 + random.below(18));
  const after = decided(life, { random, effectiveFrom, decidedOn: dayOf(now.month, 1 + random.below(20)) });
  return { life: after, forms: () => [decisionForm(after, 'changed', { world, opening: now, suffix: 'a' })] };
};

const changeLate: Act = ({ world, life, now, random }) => {
  const decidedOn = dayOf(monthBefore(now.month), 10 + random.below(15));
  const after = decided(life, { random, effectiveFrom: dayOf(monthBefore(now.month), 1), decidedOn });
  return {
    life: after,
    forms: () => [decisionForm(after, 'changedLate', { world, opening: now, suffix: 'a' })],
  };
};

/** Two decisions of one day in one file: the later line holds. */
const changeTwice: Act = (acting) => {
  const first = change(acting);
  const { world, now, random } = acting;
  const { effectiveFrom, decidedOn } = first.life;
  const after = decided(first.life, { random, effectiveFrom, decidedOn });
  const second = decisionForm(after, 'secondVersion', { world, opening: now, suffix: 'b' });
  return { life: after, forms: () => [...first.forms(), second] };
};

const restate: Act = ({ world, life, now }) => {
  const form = decisionForm(life, 'restated', { world, opening: now, suffix: 'a' });
  return { life, forms: () => [{ ...form, outcome: 'unchanged' }] };
};

function decided(
  life: Life,
  {
    random,
    effectiveFrom,
    decidedOn,
  }: { readonly random: Random } & Pick<Life, 'effectiveFrom' | 'decidedOn'>,
): Life {
  const decision = changedDecision(life.decision, random, effectiveFrom);
  return { ...life, decision, effectiveFrom, decidedOn, withdrawnFrom: null, plain: false };
}

const withdraw: Act = ({ world, life, now, random }) => {
  const withdrawnFrom = random.chance(0.5)
    ? dayOf(monthAfter(now.month), 1)
    : dayOf(now.month, 20 + random.below(8));
  const fields = { code: 2, decidedOn: dayOf(now.month, 3 + random.below(15)), effectiveFrom: withdrawnFrom };
  const form = formOf(life, 'withdrawn', { world, now, letter: 'C', fields });
  return { life: { ...life, withdrawnFrom, plain: false }, forms: () => [form] };
};

const takeBack: Act = ({ world, life, now }) => {
  const fields = {
    code: 2,
    messageStatus: 1,
    regularizes: life.withdrawnFrom,
    decidedOn: dayOf(now.month, 6),
  };
  const form = formOf(life, 'takenBack', { world, now, letter: 'C', fields });
  return { life: { ...life, withdrawnFrom: null }, forms: () => [form] };
};

const move: Act = ({ world, life, now }) => {
  const moved = dayOf(now.month, 28);
  const fields = {
    code: 2,
    messageStatus: 1,
    regularizes: life.withdrawnFrom,
    decidedOn: dayOf(now.month, 6),
    effectiveFrom: moved,
  };
  const form = formOf(life, 'moved', { world, now, letter: 'C', fields });
  return { life: { ...life, withdrawnFrom: moved }, forms: () => [form] };
};

const grantAgain: Act = ({ world, life, now, random }) => {
  const decidedOn = dayOf(now.month, 5 + random.below(10));
  const after = decided(life, { random, effectiveFrom: dayOf(now.month, 28), decidedOn });
  return {
    life: after,
    forms: () => [decisionForm(after, 'grantedAgain', { world, opening: now, suffix: 'a' })],
  };
};

const recover: Act = ({ world, life, now, random }) => {
  const fields = {
    bookingMonth: now.month,
    bookingNumber: 1,
    recoveryType:
      'foreignersRegisterFrom' in life.decision
        ? '05'
        : 'formerlyHomelessFrom' in life.decision
          ? '06'
          : '01',
    referenceMonth: life.openedIn,
    amount: `${5 + random.below(55)}.${String(random.below(100)).padStart(2, '0')}`,
  };
  const form = formOf(life, 'recovery', { world, now, letter: 'D', fields });
  return { life: { ...life, plain: false }, forms: () => (life.openedIn < now.month ? [form] : []) };
};

/** For a month that was settled before the log began. */
const recoverBeforeLog: Act = ({ world, life, now, random }) => {
  const fields = {
    bookingMonth: now.month,
    bookingNumber: 2,
    recoveryType: '01',
    referenceMonth: '2023-05',
    amount: `${20 + random.below(80)}.00`,
    beneficiaries: [{ role: 'main', niss: personOf(life.file, 0) }],
  };
  return { life, forms: () => [formOf(life, 'recoveryBeforeLog', { world, now, letter: 'D', fields })] };
};

/** Somebody asks for more and is refused: a form C that moves no money. */
const refuseRequest: Act = ({ world, life, now }) => {
  const fields = {
    code: 1,
    decidedOn: dayOf(now.month, 7),
    effectiveFrom: dayOf(now.month, 1),
    beneficiaries: life.decision['beneficiaries'],
  };
  return { life, forms: () => [formOf(life, 'refusal', { world, now, letter: 'C', fields })] };
};
