import type { Digest } from './digest.js';
import type { Rebuilt } from './rebuild.js';
import type { Standing } from './waits.js';

/** What the thread that feeds read models is told. */
export type Told =
  | { readonly kind: 'grown' }
  | { readonly kind: 'rebuild'; readonly id: number; readonly name: string; readonly verify: boolean }
  | { readonly kind: 'digest'; readonly id: number; readonly name: string }
  | { readonly kind: 'close' };

/** What it says: where the read models stand after each step, and how a request ended. */
export type Said =
  | { readonly kind: 'standings'; readonly standings: readonly Standing[] }
  | { readonly kind: 'answer'; readonly id: number; readonly result: Rebuilt | Digest }
  | { readonly kind: 'failure'; readonly id: number; readonly name: string; readonly message: string };
