import { readFileSync, readdirSync } from 'node:fs';
import { REFUSALS } from '../../src/domain/refusals.js';
import { filled } from '../../src/http/language.js';
import type { Text } from '../../src/http/language.js';
import { PARSER_RULES } from '../../src/http/parser-rules.js';
import { FLAW_RULES } from '../../src/http/flaw-rules.js';
import { FAULTS } from '../../src/http/problem-types.js';
import { REJECTIONS } from '../../src/http/rejection-types.js';

const texts: readonly (readonly [string, Text])[] = [
  ...Object.entries(FAULTS).map(([code, { detail }]) => [code, detail] as const),
  ...Object.entries(REJECTIONS).map(([code, { detail }]) => [code, detail] as const),
  ...Object.entries(FLAW_RULES),
  ...Object.entries(PARSER_RULES),
];

const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();

it.each(texts)(
  '%s is said in French, Dutch and German, each in its own words and with the same values',
  (_code, text) => {
    expect(Object.keys(text).sort()).toEqual(['de', 'fr', 'nl']);
    expect(new Set(Object.values(text)).size).toBe(3);
    for (const one of Object.values(text)) {
      expect(one).toMatch(/\S.*\.$/);
      expect(namesIn(one)).toEqual(namesIn(text.fr));
    }
  },
);

it('every refusal of the domain has a type', () => {
  expect(Object.keys(REJECTIONS).sort()).toEqual(Object.keys(REFUSALS).sort());
});

/** What the parsers of ids, days and amounts say, which DTOs use by `@Parsed`. */
it('every rule of the parsers that DTOs use is translated', () => {
  const used = readdirSync('src/http', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.dto.ts') || file === 'moment.ts')
    .flatMap((file) =>
      [...readFileSync(`src/http/${file}`, 'utf8').matchAll(/@Parsed\((\w+)\)/g)].map(
        ([, name]) => name ?? '',
      ),
    );
  const domain = ['ids', 'time', 'money']
    .map((file) => readFileSync(`src/domain/${file}.ts`, 'utf8'))
    .join('\n');
  const rules = [...domain.matchAll(/new Malformed\(\s*'([^']+)'/g)].map(([, rule]) => rule ?? '');
  expect(used.length).toBeGreaterThan(0);
  expect(rules.length).toBeGreaterThan(5);
  expect(rules.filter((rule) => !(rule in PARSER_RULES))).toEqual([]);
});

it('a value that is missing shows as its name', () => {
  expect(filled('{a} and {b}', { a: 1 })).toBe('1 and {b}');
});
