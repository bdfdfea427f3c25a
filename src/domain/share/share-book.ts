import type { OfficialId, PartyId } from '../ids.js';
import type { ConfirmedShare } from '../rules.js';
import type { ShareConfirmed, ShareDetermined } from './events.js';

/** A share as it was determined, with the sequence of its confirmation. */
export type HeldShare = ShareDetermined['data'] & {
  readonly sequence: number;
  readonly confirmedBy: OfficialId;
};

/** The confirmed shares, by CPAS and year; the last confirmation counts. */
export class ShareBook {
  readonly #proposals = new Map<string, ShareDetermined['data']>();
  readonly #confirmed = new Map<PartyId, Map<number, ConfirmedShare>>();
  readonly #held = new Map<string, HeldShare>();

  propose({ data }: ShareDetermined): void {
    this.#proposals.set(keyOf(data), data);
  }

  confirm({ data }: ShareConfirmed, sequence: number): void {
    const proposal = this.#proposals.get(keyOf(data));
    if (!proposal) throw new Error(`share ${data.proposalId} is confirmed, but was never determined`);
    const { cpasId, year, share, status, legalReference } = proposal;
    const years = this.#confirmed.get(cpasId) ?? new Map<number, ConfirmedShare>();
    this.#confirmed.set(cpasId, years.set(year, { year, share, status, legalReference, sequence }));
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

  share(cpasId: PartyId, year: number): ConfirmedShare | undefined {
    return this.#confirmed.get(cpasId)?.get(year);
  }
}

const keyOf = (data: { readonly cpasId: PartyId; readonly proposalId: string }): string =>
  `${data.cpasId}/${data.proposalId}`;
