import { mandate } from '../domain/mandate/mandate.js';
import type { Role } from '../domain/mandate/events.js';
import type { Iban, OfficialId, PartyId } from '../domain/ids.js';
import { officialId, partyId } from '../domain/ids.js';
import type { Cents } from '../domain/money.js';
import { party } from '../domain/party/party.js';
import type { PartyCommand } from '../domain/party/commands.js';
import type { PendingProposal } from '../domain/proposals.js';
import { Rejection } from '../domain/rejection.js';
import type { Parameter } from '../domain/rulebook/events.js';
import { rulebook } from '../domain/rulebook/rulebook.js';
import { share } from '../domain/share/share.js';
import type { ShareCommand } from '../domain/share/share.js';
import type { Day } from '../domain/time.js';
import type { Directory, OfficialEntry } from '../evidence/directory.js';
import { uuidFrom } from '../uuid.js';
import { contextOf, processOf, taskIdOf } from './acting.js';
import type { Acting } from './acting.js';
import type { Answer, Result, Settled } from './command.js';
import type { Engine } from './engine.js';
import type { ProcessItem } from './process.js';

/** What an official proposed and another one has to confirm. */
export interface Proposed {
  readonly proposalId: string;
  readonly answer: Answer;
}

/** What became of a list of commands. */
export interface Tally {
  readonly recorded: number;
  readonly unchanged: number;
  readonly refused: readonly Rejection[];
}

export interface MandateWanted {
  readonly officialId: OfficialId;
  readonly role: Role;
  readonly schemes: readonly string[];
  /** Cents; none where absent. */
  readonly ceiling?: Cents | null;
  readonly validFrom: Day;
  readonly validUntil: Day | null;
}

export async function proposeMandate(
  engine: Engine,
  acting: Acting,
  wanted: MandateWanted,
): Promise<Proposed> {
  const proposalId = uuidFrom('mandate', wanted.officialId, wanted.role, acting.key);
  const command = {
    type: 'ProposeMandate',
    proposalId,
    ...wanted,
    by: acting.official,
    on: acting.on,
  } as const;
  const answer = await engine.execute(mandate, command, contextOf(acting, 'mandate.propose', wanted));
  return { proposalId, answer };
}

/**
 * Records who names an official, then writes the name in the directory: again with the same key does what is missing.
 * Throws `Malformed` for a bad name, {@link OutcomeUnknown}, and `idempotencyKeyReused` where the key gave another name.
 */
export async function nameOfficial(
  engine: Engine,
  directory: Directory,
  acting: Acting,
  entry: OfficialEntry,
): Promise<Answer> {
  directory.check(entry.name);
  const { officialId: named } = entry;
  const command = { type: 'NameOfficial', officialId: named, by: acting.official, on: acting.on } as const;
  const answer = await engine.execute(
    mandate,
    command,
    contextOf(acting, 'official.name', { officialId: named }),
  );
  if (answer.status === 'unknown') throw new OutcomeUnknown(answer.commandId);
  const held = answer.status === 'replayed' ? await directory.find(named) : undefined;
  if (held !== undefined && held.name !== entry.name) {
    throw new Rejection('idempotencyKeyReused', { officialId: named });
  }
  await directory.put(entry);
  return answer;
}

export interface IbanWanted {
  readonly partyId: PartyId;
  readonly iban: Iban;
  readonly validFrom: Day;
}

export async function proposeIban(engine: Engine, acting: Acting, wanted: IbanWanted): Promise<Proposed> {
  const proposalId = uuidFrom('iban', wanted.partyId, wanted.iban, acting.key);
  const command = { type: 'ProposeIban', proposalId, ...wanted, by: acting.official, on: acting.on } as const;
  const answer = await engine.execute(party, command, contextOf(acting, 'iban.propose', wanted));
  return { proposalId, answer };
}

export interface RulesWanted {
  readonly scheme: string;
  readonly parameters: readonly Parameter[];
}

export async function proposeRules(engine: Engine, acting: Acting, wanted: RulesWanted): Promise<Proposed> {
  const proposalId = uuidFrom('rulebook', wanted.scheme, acting.key);
  const command = {
    type: 'ProposeRules',
    proposalId,
    ...wanted,
    by: acting.official,
    on: acting.on,
  } as const;
  const content = {
    ...wanted,
    parameters: wanted.parameters.map((row) => ({ ...row, values: { ...row.values } })),
  };
  const answer = await engine.execute(rulebook, command, contextOf(acting, 'rulebook.propose', content));
  return { proposalId, answer };
}

/**
 * Registers and changes parties in the order given, then proposes the successions among them, which look up both sides:
 * one proposal, whose id follows from the list. The same list again changes nothing; under the same key, what differs
 * from it is refused. The proposal is null where the list has no succession that is new.
 */
export async function importParties(
  engine: Engine,
  acting: Acting,
  commands: (proposalId: string) => readonly PartyCommand[],
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<Tally & { readonly proposalId: string | null }> {
  const process = processOf(acting, 'cpas.import', taskIdOf(acting, 'cpas.import'));
  const listed = commands('').map(({ by: _by, on: _on, ...content }) => content);
  const proposalId = uuidFrom('successions', acting.key, JSON.stringify(listed));
  const items = commands(proposalId).map((command, index) => {
    const { by: _by, on: _on, ...content } = command;
    return { item: `${index}:${command.type}:${command.partyId}`, command, content };
  });
  const isSuccession = (one: ProcessItem<PartyCommand>): boolean => one.command.type === 'ProposeSuccession';
  const register = items.filter((one) => !isSuccession(one));
  let done = 0;
  const onAnswer = (): void => onProgress((done += 1), items.length);
  const registered = await tallyOf(engine.runProcess(party, process, register), onAnswer);
  const proposed = await tallyOf(engine.runProcess(party, process, items.filter(isSuccession)), onAnswer);
  return { ...total([registered, proposed]), proposalId: proposed.recorded > 0 ? proposalId : null };
}

/** What a client sent for an import of shares, and who is told of each answer. */
export interface SharesSent {
  /** JSON: the id of the proposal follows from it where it is given, and not from what it leads to today. */
  readonly asked?: object;
  readonly onAnswer?: (answer: Settled) => void;
}

/**
 * One proposal for all shares of an import: the second person confirms it as a whole. Its id follows from what is
 * proposed, so that nothing can be added to it after the second person looked.
 */
export async function proposeShares(
  engine: Engine,
  acting: Acting,
  commands: (proposalId: string) => readonly ShareCommand[],
  sent: SharesSent = {},
): Promise<Tally & { readonly proposalId: string }> {
  const content = sent.asked ?? commands('').map(({ by: _by, on: _on, ...proposed }) => proposed);
  const proposalId = uuidFrom('shares', acting.key, JSON.stringify(content));
  const process = processOf(acting, 'shares.propose', `shares:${proposalId}`);
  const items = commands(proposalId).map((command) => ({
    item: `${command.cpasId}:${command.year}`,
    command,
  }));
  return { proposalId, ...(await tallyOf(engine.runProcess(share, process, items), sent.onAnswer)) };
}

/** The proposal's parts that still wait: several where a list was proposed as one. Throws `proposalUnknown`. */
export function pendingOf(engine: Engine, proposalId: string): readonly PendingProposal[] {
  const parts = engine
    .reference()
    .pendingProposals()
    .filter((proposal) => proposal.proposalId === proposalId);
  if (parts.length === 0) throw new Rejection('proposalUnknown', { proposalId });
  return parts;
}

/** Confirms everything of a proposal but a month run, which is a process of its own (`month-run.ts`). */
export const confirmProposal = (engine: Engine, acting: Acting, proposalId: string): Promise<Tally> =>
  confirmParts(engine, acting, { proposalId, parts: pendingOf(engine, proposalId) });

/** What is confirmed, and who is told of each answer. */
export interface PartsToConfirm {
  readonly proposalId: string;
  readonly parts: readonly Pick<PendingProposal, 'kind' | 'key'>[];
  readonly onAnswer?: (answer: Settled) => void;
}

/** Confirms these parts of a proposal; the same again with the same key does what is missing. */
export async function confirmParts(
  engine: Engine,
  acting: Acting,
  { proposalId, parts, onAnswer }: PartsToConfirm,
): Promise<Tally> {
  const who = { proposalId, by: acting.official, on: acting.on };
  const process = processOf(
    acting,
    'proposal.confirm',
    `confirm:${proposalId}:${acting.official}:${acting.key}`,
  );
  const items = <Command>(
    kind: PendingProposal['kind'],
    commandFor: (key: string) => Command,
  ): readonly ProcessItem<Command>[] =>
    parts
      .filter((part) => part.kind === kind)
      .map(({ key }) => ({ item: `${kind}:${key}`, command: commandFor(key) }));
  const mandates = items(
    'mandate',
    (key) => ({ type: 'ConfirmMandate', officialId: officialId(key), ...who }) as const,
  );
  const delegations = items(
    'delegation',
    (key) => ({ type: 'ConfirmDelegation', officialId: officialId(key), ...who }) as const,
  );
  const accounts = items('iban', (key) => ({ type: 'ConfirmIban', partyId: partyId(key), ...who }) as const);
  const successions = items(
    'succession',
    (key) => ({ type: 'ConfirmSuccession', partyId: partyId(key), ...who }) as const,
  );
  const rules = items('rulebook', (scheme) => ({ type: 'ConfirmRules', scheme, ...who }) as const);
  const shares = items('share', (key) => confirmShare(key, who));
  const tallies = [
    await tallyOf(engine.runProcess(mandate, process, mandates), onAnswer),
    await tallyOf(engine.runProcess(mandate, process, delegations), onAnswer),
    await tallyOf(engine.runProcess(party, process, accounts), onAnswer),
    await tallyOf(engine.runProcess(party, process, successions), onAnswer),
    await tallyOf(engine.runProcess(rulebook, process, rules), onAnswer),
    await tallyOf(engine.runProcess(share, process, shares), onAnswer),
  ];
  return total(tallies);
}

const total = (tallies: readonly Tally[]): Tally =>
  tallies.reduce((all, one) => ({
    recorded: all.recorded + one.recorded,
    unchanged: all.unchanged + one.unchanged,
    refused: [...all.refused, ...one.refused],
  }));

function confirmShare(
  key: string,
  who: { readonly proposalId: string; readonly by: OfficialId; readonly on: Day },
): ShareCommand {
  const [cpas = '', year = ''] = key.split('/');
  return { type: 'ConfirmShare', cpasId: partyId(cpas), year: Number(year), ...who };
}

/** Runs a list to its end. A command whose outcome stays unknown ends it: the same list again goes on from there. */
async function tallyOf(results: AsyncIterable<Result>, onAnswer?: (answer: Settled) => void): Promise<Tally> {
  let recorded = 0;
  let unchanged = 0;
  const refused: Rejection[] = [];
  for await (const result of results) {
    if ('rejection' in result) refused.push(result.rejection);
    else if (result.answer.status === 'unknown') throw new OutcomeUnknown(result.answer.commandId);
    else {
      if (result.answer.status === 'unchanged') unchanged += 1;
      else recorded += 1;
      onAnswer?.(result.answer);
    }
  }
  return { recorded, unchanged, refused };
}

/** The log gave no final answer: the same command again tells. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';

  constructor(readonly commandId: string) {
    super(`the outcome of ${commandId} is not known: run the same again`);
  }
}
