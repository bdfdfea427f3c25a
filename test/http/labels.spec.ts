import { ROLES } from '../../src/domain/mandate/events.js';
import { REFUSALS } from '../../src/domain/refusals.js';
import { knownScheme, ruleIds } from '../../src/domain/rulebook/rule-kinds.js';
import { MAIN_FUND } from '../../src/domain/statements/statements.js';
import { LABEL_LISTS, labelOf, labelsOf } from '../../src/http/labels.js';
import type { LabelList } from '../../src/http/labels.js';
import { publishedReference } from '../support/published.js';

const codesOf = (list: LabelList): readonly string[] => labelsOf(list).map((one) => one.code);

describe('labels', () => {
  it.each(LABEL_LISTS)(
    'of %s are in French, Dutch and German, and none is like another of its list',
    (list) => {
      const labels = labelsOf(list);
      expect(labels.length).toBeGreaterThan(0);
      for (const language of ['fr', 'nl', 'de'] as const) {
        const texts = labels.map((one) => one.label[language]);
        expect(texts.filter((text) => text.trim() !== text || text === '')).toEqual([]);
        expect(new Set(texts).size).toBe(texts.length);
      }
    },
  );

  it('are complete for what the code knows', () => {
    expect(codesOf('roles').toSorted()).toEqual([...ROLES].sort());
    expect(codesOf('refusalCodes').toSorted()).toEqual(Object.keys(REFUSALS).sort());
    expect(codesOf('lineTypes')).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(codesOf('funds')).toEqual([MAIN_FUND]);
    expect(codesOf('schemes').filter((scheme) => !knownScheme(scheme))).toEqual([]);
  });

  it('are complete for the schemes and budget articles of the published rulebook', () => {
    const { rulebook } = publishedReference();
    const articles = codesOf('schemes').flatMap((scheme) =>
      ruleIds(scheme)
        .flatMap((ruleId) => rulebook.rows(scheme, ruleId))
        .flatMap(({ values }) => values['budgetArticle'] ?? []),
    );
    expect(articles.length).toBeGreaterThan(0);
    expect(articles.filter((article) => labelOf('budgetArticles', article) === undefined)).toEqual([]);
  });

  it('has none for a code that is not of the list', () => {
    expect(labelOf('roles', 'director')).toBeUndefined();
    expect(labelOf('roles', 'toString')).toBeUndefined();
    expect(labelOf('schemes', 'RIS')?.nl).toBe('leefloon');
  });
});
