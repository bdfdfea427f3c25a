/** What people call a code, in the three national languages. */
export interface Label {
  readonly fr: string;
  readonly nl: string;
  readonly de: string;
}

export const label = (fr: string, nl: string, de: string): Label => ({ fr, nl, de });
