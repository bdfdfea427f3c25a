import type { RecordDecision } from '../../../src/domain/dossier/commands.js';
import { dossier } from '../../../src/domain/dossier/dossier.js';
import type { DossierEvent } from '../../../src/domain/dossier/events.js';
import { specOf } from '../../support/decider-spec.js';
import { formB, rulesOpenedOn, withdrawal } from '../../support/dossier.js';

const rules = rulesOpenedOn('2024-12-01');
const given = specOf(dossier, rules);

/** The command as it stands on a line of a file. */
const at = <C extends RecordDecision | ReturnType<typeof withdrawal>>(
  line: number,
  command: C,
  file = 'a',
): C => ({
  ...command,
  form: { ...command.form, line, submissionId: file },
});

const facts = (...commands: readonly ReturnType<typeof at>[]): readonly DossierEvent[] =>
  commands.reduce<readonly DossierEvent[]>(
    (before, command) => [
      ...before,
      ...given(...before)
        .when(command)
        .events(),
    ],
    [],
  );

describe('the lines of one file', () => {
  it('act in their order: two versions of one key are both kept', () => {
    const both = facts(at(3, formB({ category: 2 })), at(9, formB({ category: 3 })));
    expect(both.filter((fact) => fact.type === 'DecisionRecorded')).toMatchObject([
      { data: { category: 2, replaces: false } },
      { data: { category: 3, replaces: true } },
    ]);
  });

  it('are not decided anew after a later line of the file has acted', () => {
    const later = facts(at(9, formB({ category: 3 })));
    given(...later)
      .when(at(3, formB({ category: 2 })))
      .thenRejected('overtaken', { line: 3, laterLine: 9 });
    given(...later)
      .when(at(3, withdrawal('2025-02-01')))
      .thenRejected('overtaken');
  });

  it('do not hold up those of other files', () => {
    const later = facts(at(9, formB({ category: 3 })));
    expect(
      given(...later)
        .when(at(3, formB({ category: 2 }), 'b'))
        .events(),
    ).not.toEqual([]);
  });
});
