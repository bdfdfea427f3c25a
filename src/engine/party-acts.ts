import type { ChangeParty, ProposeSuccession, RegisterParty } from '../domain/party/commands.js';
import { party } from '../domain/party/party.js';
import { uuidFrom } from '../uuid.js';
import { contextOf } from './acting.js';
import type { Acting } from './acting.js';
import type { Proposed } from './acts.js';
import type { Answer } from './command.js';
import type { Engine } from './engine.js';

/** What an official sends, without who acts and when. */
type Wanted<Command> = Omit<Command, 'type' | 'by' | 'on' | 'proposalId'>;
export type RegistrationWanted = Wanted<RegisterParty>;
export type ChangeWanted = Wanted<ChangeParty>;
export type SuccessionWanted = Wanted<ProposeSuccession>;

export async function registerParty(
  engine: Engine,
  acting: Acting,
  wanted: RegistrationWanted,
): Promise<Answer> {
  const command = { type: 'RegisterParty', ...wanted, by: acting.official, on: acting.on } as const;
  return engine.execute(party, command, contextOf(acting, 'party.register', { ...wanted }));
}

export async function changeParty(engine: Engine, acting: Acting, wanted: ChangeWanted): Promise<Answer> {
  const command = { type: 'ChangeParty', ...wanted, by: acting.official, on: acting.on } as const;
  return engine.execute(party, command, contextOf(acting, 'party.change', { ...wanted }));
}

/** Another registrar confirms by `confirmProposal`. */
export async function proposeSuccession(
  engine: Engine,
  acting: Acting,
  wanted: SuccessionWanted,
): Promise<Proposed> {
  const proposalId = uuidFrom('succession', wanted.partyId, wanted.successorId, acting.key);
  const command = {
    type: 'ProposeSuccession',
    proposalId,
    ...wanted,
    by: acting.official,
    on: acting.on,
  } as const;
  const answer = await engine.execute(party, command, contextOf(acting, 'succession.propose', { ...wanted }));
  return { proposalId, answer };
}
