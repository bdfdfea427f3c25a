import { existsSync, readFileSync } from 'node:fs';
import { nisCode } from '../../src/domain/ids.js';
import type { PartyCommand } from '../../src/domain/party/party.js';
import { day } from '../../src/domain/time.js';
import { publishedMunicipalities } from '../../src/rulebook/files.js';
import { parseMunicipalities } from '../../src/rulebook/municipalities.js';
import { cpasBehind, cpasPartyId, partyCommands } from '../../src/rulebook/party-commands.js';
import { CLARA } from '../support/published.js';

const table = parseMunicipalities(publishedMunicipalities());
const commandsThrough = (through: string): readonly PartyCommand[] =>
  partyCommands(table, { by: CLARA, on: day('2026-11-20'), through: day(through), proposalId: 'mergers' });
const countOf = (commands: readonly PartyCommand[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { type } of commands) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
};
const id = (code: string) => cpasPartyId(nisCode(code));

describe('the table of municipalities', () => {
  it('has the 581 of 2024 and the 565 of 2025', () => {
    expect(table).toHaveLength(594);
    expect(table.filter((one) => (one.validFrom ?? '') <= '2024-12-01')).toHaveLength(581);
    expect(table.filter((one) => one.validTo === null)).toHaveLength(565);
  });
  it('has 285 in Flanders, 261 in Wallonia (9 German-speaking) and 19 in Brussels since 2025', () => {
    const now = table.filter((one) => one.validTo === null);
    const count = (language: string) => now.filter((one) => one.language === language).length;
    expect([count('N'), count('F'), count('D'), count('FN')]).toEqual([285, 252, 9, 19]);
  });
  it('has the 26 codes of before 2019, of mergers and of recodings', () => {
    const former = table.flatMap((one) => (one.former ? [one.former] : []));
    expect(former.flatMap((one) => one.nisCodes)).toHaveLength(26);
    expect(former.filter((one) => one.how === 'recoded')).toHaveLength(11);
  });
  it('names places in each language', () => {
    expect(table.find((one) => one.nisCode === '21004')?.names).toEqual({
      fr: 'Bruxelles',
      nl: 'Brussel',
      de: 'Brüssel',
    });
    expect(table.find((one) => one.nisCode === '63001')?.names).toMatchObject({ fr: 'Amblève' });
  });
  it('names its source', () => expect(publishedMunicipalities()).toContain('Source: Statbel'));

  it.each([
    ['11001|Aartselaar||||N|2000', 'line 1.region'],
    ['1100|Aartselaar||||N|02000', 'line 1.code'],
    ['11001|||||N|02000', 'line 1'],
    ['11001|A||||N|02000||2024-12-31', 'line 1.succession'],
    ['11001|A||||N|02000|||||0212234813', 'line 1.enterprise'],
    ['11001|A||||X|02000', 'line 1.language'],
    ['11001|A||||N|02000\n11001|B||||N|02000', 'stands twice'],
    ['11001|A||||N|02000||2024-12-31|11003|absorbed', 'not in the table'],
  ])('refuses %s', (text, message) => expect(() => parseMunicipalities(text)).toThrow(message));
});

describe('the commands of an import', () => {
  it('register 581 CPAS, and nothing more, before the first merger', () => {
    expect(countOf(commandsThrough('2024-12-01'))).toEqual({ RegisterParty: 581 });
  });
  it('make the new CPAS of Bastogne on 2024-12-02', () => {
    expect(countOf(commandsThrough('2024-12-02'))).toEqual({ RegisterParty: 582, ProposeSuccession: 2 });
    expect(commandsThrough('2024-12-02').filter((one) => one.type === 'ProposeSuccession')).toMatchObject([
      { partyId: id('82003'), successorId: id('82039'), effectiveOn: '2024-12-02', mode: 'notKnown' },
      { partyId: id('82005'), successorId: id('82039'), effectiveOn: '2024-12-02', mode: 'notKnown' },
    ]);
  });
  it('make four new CPAS on 2025-01-01, recode eight that continue, and end nineteen', () => {
    const all = commandsThrough('2026-11-20');
    expect(countOf(all)).toEqual({ RegisterParty: 586, ChangeParty: 8, ProposeSuccession: 21 });
    expect(all.filter((one) => one.type === 'RegisterParty').slice(582)).toMatchObject([
      { names: { nl: 'Pajottegem' } },
      { names: { nl: 'Nazareth-De Pinte' } },
      { names: { nl: 'Merelbeke-Melle' } },
      { names: { nl: 'Beveren-Kruibeke-Zwijndrecht' } },
    ]);
  });
  it('let Antwerpen continue under its code, and Tongeren under a new code and name', () => {
    const all = commandsThrough('2025-01-01');
    expect(all.find((one) => one.type === 'ProposeSuccession' && one.partyId === id('11007'))).toMatchObject({
      successorId: id('11002'),
      mode: 'absorbed',
    });
    expect(all.find((one) => one.type === 'ChangeParty' && one.partyId === id('73083'))).toMatchObject({
      nisCode: '73111',
      names: { nl: 'Tongeren-Borgloon', fr: 'Tongres-Looz' },
      validFrom: '2025-01-01',
    });
    expect(all.find((one) => one.type === 'ChangeParty' && one.partyId === id('44034'))).toMatchObject({
      names: null,
    });
    expect(cpasBehind(table, nisCode('73111'))).toBe(id('73083'));
  });
  it('keep one id for a CPAS whatever its code, derived and fixed for ever', () => {
    expect(id('44034')).toBe('cpas-b083f8f0fbb7');
  });
});

/** Checks our own table against the samples, where they are at hand. */
const samples = '../shared/samples/reference/municipalities.csv';
const describeSamples = existsSync(samples) ? describe : describe.skip;
if (!existsSync(samples)) console.warn(`skipped: the comparison with ${samples}, which is not here`);

describeSamples('beside the sample list of municipalities', () => {
  it('has the same codes, names and days', () => {
    const lines = readFileSync(samples, 'utf8').trim().split(/\r?\n/).slice(1);
    const theirs = lines.map((line) => {
      const [code, fr, nl, de, language, , region, , , from, to, next] = line.split(',');
      return [code, fr, nl, de, language, region, from || null, to || null, next || null];
    });
    const ours = table.map((one) => [
      one.nisCode,
      one.names.fr,
      one.names.nl,
      one.names.de,
      one.language,
      one.regionNis,
      one.validFrom,
      one.validTo,
      one.succession?.nisCode ?? null,
    ]);
    expect(ours).toEqual(theirs.sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1)));
  });
});
