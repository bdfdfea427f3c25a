import type { Recorded } from '../../src/domain/decider.js';
import type { LineDetermined } from '../../src/domain/dossier/events.js';
import type { PartySucceeded } from '../../src/domain/party/events.js';
import type { RulebookConfirmed, RulebookProposed } from '../../src/domain/rulebook/events.js';
import type { ShareConfirmed } from '../../src/domain/share/events.js';
import { earlier, firstDayOf, later, yearOf } from '../../src/domain/time.js';
import type { Store } from '../projection.js';
import type { Parties } from './parties.js';

/** Rules and shares as they are confirmed, and the determinations that were made without knowing the latest. */
export interface StaleFinder {
  proposeRules(fact: Recorded<RulebookProposed>): void;
  confirmRules(fact: Recorded<RulebookConfirmed>): void;
  confirmShare(fact: Recorded<ShareConfirmed>): void;
  /** From then on another CPAS's share counts. */
  succeed(fact: Recorded<PartySucceeded>): void;
  /**
   * Lists the line where a rule or share that holds for it was confirmed between what its decision knew and the line itself.
   * Every rule of the scheme counts that holds between decision and notification: too many may be listed, none is missed.
   */
  examine(fact: Recorded<LineDetermined>): void;
}

export function staleIn(store: Store, parties: Parties): StaleFinder {
  const propose = store.prepare('INSERT INTO proposed_rule VALUES (?, ?, ?, ?, ?)');
  const confirm = store.prepare(`INSERT INTO confirmed_rule
    SELECT ?, scheme, rule_id, valid_from, valid_to FROM proposed_rule WHERE scheme = ? AND proposal_id = ?`);
  const confirmShare = store.prepare('INSERT INTO confirmed_share VALUES (?, ?, ?, ?)');
  const listRules = store.prepare(STALE_RULES);
  const listShares = store.prepare(STALE_SHARES);
  const listSuccession = store.prepare(STALE_SUCCESSION);
  let lastConfirmed = Number(store.prepare(LAST_CONFIRMED).get()?.['sequence'] ?? 0);
  return {
    proposeRules({ data }) {
      for (const { ruleId, validFrom, validTo } of data.parameters) {
        propose.run(data.scheme, data.proposalId, ruleId, validFrom, validTo);
      }
    },
    confirmRules({ sequence, data }) {
      confirm.run(sequence, data.scheme, data.proposalId);
      lastConfirmed = sequence;
    },
    confirmShare({ sequence, data }) {
      confirmShare.run(sequence, data.scheme, parties.rowOf(data.cpasId), data.year);
      lastConfirmed = sequence;
    },
    succeed({ sequence }) {
      lastConfirmed = sequence;
    },
    examine({ sequence, data, meta }) {
      if (lastConfirmed <= meta.knownThrough) return;
      const known = { sequence, known: meta.knownThrough, scheme: data.scheme };
      const month = data.line.referenceMonth;
      const first = firstDayOf(month);
      const from = data.decidedOn === null ? first : earlier(first, data.decidedOn);
      listRules.run({ ...known, from, until: later(data.validDay, data.notifiedOn) });
      const cpas = parties.rowOf(data.cpasId);
      listShares.run({ ...known, cpas, year: yearOf(month) });
      listSuccession.run({ sequence, known: meta.knownThrough, cpas });
    },
  };
}

const LAST_CONFIRMED = `SELECT MAX(sequence) sequence FROM (
  SELECT MAX(sequence) sequence FROM confirmed_rule UNION ALL SELECT MAX(sequence) FROM confirmed_share
  UNION ALL SELECT MAX(ended) FROM party)`;

const STALE_RULES = `INSERT INTO stale SELECT :sequence, rule_id, :known, MAX(sequence) FROM confirmed_rule
  WHERE sequence > :known AND scheme = :scheme AND COALESCE(valid_from, '') <= :until AND COALESCE(valid_to, '9999') >= :from
  GROUP BY rule_id`;

/** The share is that of the CPAS of the file or of whoever has its rights and debts by now. */
const STALE_SHARES = `INSERT INTO stale SELECT :sequence, 'share', :known, MAX(c.sequence) FROM confirmed_share c
  WHERE c.sequence > :known AND c.scheme = :scheme AND c.year = :year
    AND c.cpas IN (:cpas, (SELECT owner FROM party WHERE id = :cpas))
  HAVING COUNT(*) > 0`;

const STALE_SUCCESSION = `INSERT INTO stale SELECT :sequence, 'succession', :known, ended FROM party
  WHERE id = :cpas AND ended > :known`;
