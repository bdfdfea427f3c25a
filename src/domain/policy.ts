/**
 * A choice that no source settles (marked uncertain or not found in the law), named and versioned, so that it is
 * visible on every result and can be replaced when the law is known. `docs/policies.md` lists them all.
 */
export interface PolicyUse {
  readonly name: string;
  readonly version: number;
  /** The value chosen, where the policy has one, as text. */
  readonly value?: string;
}
