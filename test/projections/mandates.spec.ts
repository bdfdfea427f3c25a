import { mandatesOfOfficial, mandatesOn } from '../../projections/reference/query.js';
import { officialId } from '../../src/domain/ids.js';
import { day } from '../../src/domain/time.js';
import { confirmProposal } from '../../src/engine/acts.js';
import type { Acting } from '../../src/engine/acting.js';
import { proposeDelegation, revokeMandate } from '../../src/engine/mandate-acts.js';
import { giveMandate, openNode } from '../support/engine-node.js';
import type { EngineNode } from '../support/engine-node.js';

const RITA = officialId('rita');
const SAM = officialId('sam');
const ON = day('2025-03-03');
const as = (official: string, key: string): Acting => ({
  official: officialId(official),
  on: ON,
  door: 'test',
  key,
});

describe('who could do what', () => {
  let node: EngineNode;
  const delegatedAt: number[] = [];

  beforeAll(async () => {
    node = await openNode();
    const { engine } = node;
    await giveMandate(engine, RITA, 'runManager');
    const { proposalId } = await proposeDelegation(engine, as('rita', 'd'), {
      delegateId: SAM,
      roles: ['runManager'],
      schemes: ['RIS'],
      ceiling: null,
      validFrom: ON,
      validUntil: day('2025-03-31'),
    });
    await confirmProposal(engine, as('alice', 'c'), proposalId);
    delegatedAt.push(node.local.head());
    await revokeMandate(engine, as('bruno', 'r'), {
      officialId: RITA,
      role: 'runManager',
      from: ON,
      reason: 'moved',
    });
    await engine.waitFor(node.local.head(), { timeoutMs: 5_000 });
  });
  afterAll(() => node.close());

  const rolesAt = (asOfSequence: number): readonly string[] =>
    node.engine.read('reference', (store) =>
      mandatesOn(store, { on: ON, asOfSequence }).flatMap(({ officialId: id, mandates }) =>
        mandates.map((one) => `${id} ${one.name.replace(/\/.{36}/, '')}`),
      ),
    );

  it('on 3 March, as known then: the holder, and the delegate on behalf of the holder', () =>
    expect(rolesAt(delegatedAt[0] ?? 0)).toEqual([
      'alice administrator/founder',
      'bruno administrator/founder',
      'rita runManager/rita-runManager',
      'sam runManager for rita',
    ]));

  it('on the same day, as known after one administrator took it away: neither', () =>
    expect(rolesAt(node.local.head())).toEqual([
      'alice administrator/founder',
      'bruno administrator/founder',
    ]));

  it('comes with the history of the official, given and received', () => {
    const [rita, sam, nobody] = [RITA, SAM, officialId('nobody')].map((id) =>
      node.engine.read('reference', (store) =>
        mandatesOfOfficial(store, id, { on: ON, asOfSequence: node.local.head() }),
      ),
    );
    expect(rita?.history.map(({ fact, actor }) => [fact.type, actor.subject])).toEqual([
      ['MandateProposed', 'alice'],
      ['MandateConfirmed', 'alice'],
      ['DelegationProposed', 'rita'],
      ['DelegationConfirmed', 'alice'],
      ['MandateRevoked', 'bruno'],
    ]);
    expect(rita).toMatchObject({ revision: 4, mandates: [] });
    expect(sam?.history.map(({ fact }) => fact.type)).toEqual(['DelegationProposed', 'DelegationConfirmed']);
    expect(sam).toMatchObject({ revision: -1, mandates: [] });
    expect(nobody).toBeUndefined();
  });
});
