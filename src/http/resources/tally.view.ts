import type { Tally } from '../../engine/acts.js';
import { callNow } from '../call.js';
import { REJECTIONS } from '../rejection-types.js';

/** What became of a list of acts, its refusals in the language of who asks. */
export const tallyView = ({ recorded, unchanged, refused }: Tally) => ({
  recorded,
  unchanged,
  refused: refused.map(({ code, details }) => ({
    refusalCode: code,
    detail: REJECTIONS[code].detail[callNow().language],
    facts: Object.fromEntries(Object.entries(details).filter(([, value]) => value !== null)),
  })),
});
