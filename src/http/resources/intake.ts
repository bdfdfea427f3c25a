import { OutcomePages } from '../../engine/outcome-pages.js';
import type { SubmitTools } from '../../engine/submit.js';
import type { Keys } from '../../evidence/keys.js';

/** What the resources of files and persons need of the node beside its engine: evidence and the secret keys. */
export class Intake {
  readonly outcomes: OutcomePages;

  constructor(readonly tools: SubmitTools & { readonly keys: Keys }) {
    this.outcomes = new OutcomePages(tools.evidence);
  }
}
