import { catalog } from '../domain/catalog.js';
import type { Recorded } from '../domain/decider.js';
import type { LineDetermined } from '../domain/dossier/events.js';
import type { ShareConfirmed, ShareDetermined } from '../domain/share/events.js';
import type { LocalLog } from '../log/event-log.js';
import { codecOf } from './codec.js';

const codec = codecOf(catalog);

/** An event that confirmed a rule or share. */
export interface RuleConfirmation {
  readonly sequence: number;
  readonly recordedAt: string;
  readonly type: string;
  readonly stream: string;
  readonly official: string;
  /** Leaf that seals it. */
  readonly leaf: string;
}

/** The events that confirmed the rules a line used, with who confirmed them, in the order of the log. */
export function rulesUsedBy(local: LocalLog, data: LineDetermined['data']): readonly RuleConfirmation[] {
  const used = [
    ...data.segments.flatMap((part) => part.rules),
    ...data.articles.flatMap((one) => one.components.map((part) => part.rule)),
  ];
  return [...new Set(used.map((rule) => rule.sequence))]
    .sort((a, b) => a - b)
    .map((sequence) => {
      const { type, stream, meta } = factAt(local, sequence);
      const leaf = local.leafAt(sequence);
      return { sequence, recordedAt: meta.recordedAt, type, stream, official: meta.actor.subject, leaf };
    });
}

/** A share with the event that determined it. */
export interface UsedShare {
  readonly sequence: number;
  readonly share: ShareDetermined['data'];
}

/** How each share that the line used came about: the determination that the confirmation names, with its counts. */
export function sharesUsedBy(local: LocalLog, data: LineDetermined['data']): readonly UsedShare[] {
  const used = data.articles
    .flatMap((article) => article.components)
    .filter((component) => component.code === 'baseShare');
  return [...new Set(used.map((component) => component.rule.sequence))].flatMap((sequence) => {
    const confirmed = factAt(local, sequence);
    if (!isConfirmed(confirmed)) return [];
    const determined = local
      .readStream(confirmed.stream)
      .map((event) => codec.decode(event))
      .find((fact) => fact !== undefined && isDetermined(fact, confirmed.data.proposalId));
    return determined
      ? [{ sequence: determined.sequence, share: determined.data as UsedShare['share'] }]
      : [];
  });
}

function factAt(local: LocalLog, sequence: number): Recorded {
  const [event] = local.read(sequence - 1, 1);
  const fact = event && codec.decode(event);
  if (fact === undefined) throw new Error(`there is no fact at ${sequence}`);
  return fact;
}

const isConfirmed = (fact: Recorded): fact is Recorded<ShareConfirmed> => fact.type === 'ShareConfirmed';

const isDetermined = (fact: Recorded, proposalId: string): boolean =>
  fact.type === 'ShareDetermined' && (fact as Recorded<ShareDetermined>).data.proposalId === proposalId;
