import type { OfficialId, PartyId } from '../ids.js';
import type { ShareConfirmed, ShareDetermined } from './events.js';

/** A share as it was determined, with the sequence of its confirmation. */
export type HeldShare = ShareDetermined['data'] & {
  readonly sequence: number;
  readonly confirmedBy: OfficialId;
};

/** The confirmed shares, by CPAS and year; the last confirmation counts. */
export class ShareBook {
  readonly #proposals = new Map<string, ShareDetermined['data']>();
  readonly #held = new Map<string, HeldShare>();

  constructor(from?: ShareBook) {
    if (from === undefined) return;
    this.#proposals = new Map(from.#proposals);
    this.#held = new Map(from.#held);
  }

  propose({ data }: ShareDetermined): void {
    this.#proposals.set(keyOf(data), data);
  }

  confirm({ data }: ShareConfirmed, sequence: number): void {
    const proposal = this.#proposals.get(keyOf(data));
    if (!proposal) throw new Error(`share ${data.proposalId} is confirmed, but was never determined`);
    const { cpasId, year } = proposal;
    this.#held.set(`${cpasId}/${year}`, { ...proposal, sequence, confirmedBy: data.confirmedBy });
    this.#proposals.delete(keyOf(data));
  }

  /** Every confirmed share as it was determined, in no particular order. */
  held(): Iterable<HeldShare> {
    return this.#held.values();
  }

  heldOf(cpasId: PartyId, year: number): HeldShare | undefined {
    return this.#held.get(`${cpasId}/${year}`);
  }
}

const keyOf = (data: { readonly cpasId: PartyId; readonly proposalId: string }): string =>
  `${data.cpasId}/${data.proposalId}`;
