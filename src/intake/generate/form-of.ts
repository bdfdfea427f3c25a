import type { Life, LifeWorld, SyntheticForm } from './life.js';
import type { AcceptedKind, SyntheticMonth } from './scenario.js';

interface FormParts {
  readonly world: LifeWorld;
  readonly now: SyntheticMonth;
  readonly letter: 'B' | 'C' | 'D';
  readonly fields: Readonly<Record<string, unknown>>;
  readonly suffix?: string;
}

/** Form B: the decision of a file as it stands. */
export function decisionForm(
  life: Life,
  kind: AcceptedKind,
  {
    world,
    opening,
    suffix,
  }: { readonly world: LifeWorld; readonly opening: SyntheticMonth; readonly suffix: string },
): SyntheticForm {
  const fields = { ...life.decision, decidedOn: life.decidedOn, effectiveFrom: life.effectiveFrom };
  return formOf(life, kind, { world, now: opening, letter: 'B', fields, suffix });
}

export function formOf(
  life: Life,
  kind: AcceptedKind,
  { world, now, letter, fields, suffix = 'a' }: FormParts,
): SyntheticForm {
  return {
    kind,
    outcome: 'recorded',
    fields: { ...keysOf(life, { world, now, letter, suffix }), ...fields },
  };
}

/** The fields that every form of a file begins with. The reference has a letter at its end, lest it be taken for a national number. */
export function keysOf(
  life: Life,
  { world, now, letter, suffix }: Omit<FormParts, 'fields' | 'suffix'> & { readonly suffix: string },
): Readonly<Record<string, unknown>> {
  const senderNis = world.population.codeOn(life.openedBy, now.receivedOn);
  const sent = now.month.slice(2).replace('-', '');
  return {
    schemaVersion: 1,
    scheme: 'RIS',
    form: letter,
    formReference: `${letter}${sent}-${String(life.file).padStart(6, '0')}-${suffix}`,
    senderNis,
    ...(senderNis === life.openedBy ? {} : { openedByNis: life.openedBy }),
    fileNumber: life.fileNumber,
  };
}
