import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ruleIds } from '../../src/domain/rulebook/rule-kinds.js';
import { publishedRis } from '../../src/rulebook/files.js';
import { parseRulebookFile } from '../../src/rulebook/rulebook-file.js';

const page = readFileSync('docs/policies.md', 'utf8');
const listed = [...page.matchAll(/^\| `(\w+)@(\d+)` +\| (\S*)/gm)].map(([, name, version, value]) =>
  `${name}@${version} ${value ?? ''}`.replace(/ \|?$/, ''),
);

const sources = ['src', 'projections'].flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(root, file), 'utf8')),
);
/** Policies fixed in code are constants of the type PolicyUse. */
const inCode = sources.flatMap((text) =>
  [...text.matchAll(/: PolicyUse = \{\s*name: '(\w+)',\s*version: (\d+)(?:,\s*value: '(\w+)')?/g)].map(
    ([, name, version, value]) => `${name}@${version}${value === undefined ? '' : ` ${value}`}`,
  ),
);
const inRulebook = (): readonly string[] => {
  const file = parseRulebookFile(publishedRis());
  const rows = file.ok ? file.parameters.filter((row) => row.ruleId.startsWith('policy.')) : [];
  return rows.map((row) => `${row.ruleId.slice(7)}@${row.values['version']} ${row.values['value']}`);
};

describe('docs/policies.md', () => {
  it('lists every policy of the published rulebook with its value', () => {
    expect(inRulebook()).toHaveLength(ruleIds('RIS').filter((id) => id.startsWith('policy.')).length);
    expect(listed).toEqual(expect.arrayContaining([...inRulebook()]));
  });
  it('lists every policy that is fixed in code', () => {
    const names = new Set(listed.map((one) => one.split(' ')[0]));
    expect(inCode.length).toBeGreaterThan(8);
    expect(inCode.map((one) => one.split(' ')[0]).filter((one) => !names.has(one))).toEqual([]);
  });
  it('lists none that is gone', () => {
    const known = new Set([...inRulebook(), ...inCode].map((one) => one.split(' ')[0]));
    expect(listed.map((one) => one.split(' ')[0]).filter((one) => !known.has(one))).toEqual([]);
  });
});
