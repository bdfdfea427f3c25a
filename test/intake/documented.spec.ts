import { readFileSync } from 'node:fs';
import type { Keys } from '../../src/evidence/keys.js';
import { FIELD_NAMES, schemasOf } from '../../src/intake/schemas.js';
import { problemsOf, read } from '../support/forms.js';
import { fixedKeys } from '../support/keys.js';

const page = readFileSync(new URL('../../docs/submission-format.md', import.meta.url), 'utf8');

interface Example {
  readonly language: string;
  readonly text: string;
}

/** The fenced blocks of the page, in order. */
const examples: readonly Example[] = Array.from(
  page.matchAll(/^```(ndjson|csv|text)\n([\s\S]*?)^```$/gm),
  ([, language = '', text = '']) => ({ language, text }),
);

describe('docs/submission-format.md', () => {
  let keys: Keys;
  beforeAll(async () => {
    keys = await fixedKeys();
  });

  it.each(examples.map((example, index) => [index + 1, example] as const))(
    'example %i is read as the page says',
    async (number, { language, text }) => {
      if (language === 'text') return;
      const after = examples[number];
      const problems = problemsOf(await read(keys, text));
      expect(problems).toEqual(after?.language === 'text' ? after.text.trimEnd().split('\n') : []);
    },
  );

  it('has examples of every form in both formats, and of refusals', async () => {
    const forms = new Set<string>();
    for (const { language, text } of examples) {
      if (language === 'text') continue;
      for (const line of await read(keys, text))
        if ('form' in line) forms.add(`${language} ${line.form.form}`);
    }
    expect([...forms].sort()).toEqual(['csv B', 'csv C', 'csv D', 'ndjson B', 'ndjson C', 'ndjson D']);
    expect(examples.filter(({ language }) => language === 'text')).toHaveLength(1);
  });

  it('lists every field, and no other', () => {
    const table = Array.from(page.matchAll(/^\| (`[^|]*`) +\| (?:B|C|D|–)/gm), ([, names = '']) => names);
    const listed = table.flatMap((names) => Array.from(names.matchAll(/`(\w+)`/g), ([, name]) => name));
    expect(listed).toEqual(FIELD_NAMES);
  });

  it('and the columns we write are the fields that the forms have', () => {
    const schemas: readonly Readonly<Record<string, { readonly names: readonly string[] }>>[] = Object.values(
      schemasOf(keys),
    );
    const names = schemas.flatMap((schema) => Object.values(schema).flatMap((field) => field.names));
    expect(new Set(names)).toEqual(new Set(FIELD_NAMES));
  });
});
