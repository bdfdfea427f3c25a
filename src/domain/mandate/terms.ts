import type { Cents } from '../money.js';
import { Rejection } from '../rejection.js';
import { knownScheme } from '../rulebook/rule-kinds.js';
import type { Day } from '../time.js';
import { ROLES_WITH_AMOUNT } from './events.js';
import type { Role } from './events.js';

interface Terms {
  readonly roles: readonly Role[];
  readonly schemes: readonly string[];
  readonly ceiling: Cents | null;
  readonly validFrom: Day;
  readonly validUntil: Day | null;
}

/** The schemes once each and in order. Refuses terms of a mandate or a delegation that mean nothing. */
export function checkTerms({ roles, schemes, ceiling, validFrom, validUntil }: Terms): readonly string[] {
  if (validUntil !== null && validUntil < validFrom) {
    throw new Rejection('invalidState', { validFrom, validUntil, rule: 'the last day is before the first' });
  }
  const unknown = schemes.find((scheme) => scheme !== '*' && !knownScheme(scheme));
  if (unknown !== undefined || schemes.length === 0) {
    throw new Rejection('schemeUnknown', { scheme: unknown ?? null });
  }
  if (ceiling !== null) checkCeiling(ceiling, roles);
  return [...new Set(schemes)].sort();
}

/** A ceiling that nothing is ever measured against would look as if it held. */
function checkCeiling(ceiling: Cents, roles: readonly Role[]): void {
  if (ceiling < 0) throw new Rejection('invalidState', { ceiling, rule: 'a ceiling is not negative' });
  if (roles.some((role) => ROLES_WITH_AMOUNT.includes(role))) return;
  throw new Rejection('invalidState', { ceiling, roles, rule: 'no act of this role has an amount' });
}
