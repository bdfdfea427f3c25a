import { unreachable } from '../decider.js';
import type {
  DecisionRecorded,
  DossierEvent,
  DossierOpened,
  FormCRegularized,
  FormReference,
  LineDetermined,
} from './events.js';
import { withGrant } from './grant-runs.js';
import { heldGrant } from './line.js';
import { byKey, isSameKey } from './recovery.js';
import type {
  DossierState,
  HeldRecovery,
  OpenDossier,
  StandingDecision,
  StandingWithdrawal,
} from './state.js';
import { withEntry, without } from './timeline.js';

/** The state after a fact. Every dossier begins with `DossierOpened`. */
export function evolve(state: DossierState, event: DossierEvent): DossierState {
  if (event.type === 'DossierOpened') return opened(event.data);
  if (state.status === 'none') throw new Error(`${event.type} before the dossier was opened`);
  return withForm(changed(state, event), event.data.form);
}

function changed(state: OpenDossier, event: Exclude<DossierEvent, DossierOpened>): OpenDossier {
  switch (event.type) {
    case 'DecisionRecorded':
      return { ...state, timeline: withEntry(state.timeline, standingDecision(event.data)) };
    case 'RequestRefused':
      return { ...state, refusals: withRefusal(state.refusals, event.data) };
    case 'DecisionWithdrawn':
      return { ...state, timeline: withEntry(state.timeline, standingWithdrawal(event.data)) };
    case 'FormCRegularized':
      return regularized(state, event.data);
    case 'LineDetermined':
      return determined(state, event.data);
    default:
      return unreachable(event);
  }
}

const opened = ({ dossierId, cpasId }: Pick<OpenDossier, 'dossierId' | 'cpasId'>): OpenDossier => ({
  status: 'open',
  dossierId,
  cpasId,
  timeline: [],
  refusals: [],
  grants: [],
  recoveries: [],
  lastLines: {},
  lastSent: null,
});

function withForm(state: OpenDossier, { submissionId, line, sendingDate }: FormReference): OpenDossier {
  const isLater = state.lastSent === null || sendingDate > state.lastSent;
  const sent = isLater ? { ...state, lastSent: sendingDate } : state;
  if ((state.lastLines[submissionId] ?? 0) >= line) return sent;
  return { ...sent, lastLines: { ...state.lastLines, [submissionId]: line } };
}

const standingDecision = (data: DecisionRecorded['data']): StandingDecision => ({
  kind: 'decision',
  effectiveFrom: data.effectiveFrom,
  decidedOn: data.decidedOn,
  notifiedOn: data.notifiedOn,
  category: data.category,
  resourcesYear: data.resourcesYear,
  foreignersRegister: data.foreignersRegister,
  formerlyHomeless: data.formerlyHomeless,
  piis: data.piis,
  claimedMonth: data.claimedMonth,
  beneficiaries: data.beneficiaries,
  form: data.form,
});

const standingWithdrawal = ({
  effectiveFrom,
  decidedOn,
  form,
}: Pick<StandingWithdrawal, 'effectiveFrom' | 'decidedOn' | 'form'>): StandingWithdrawal => ({
  kind: 'withdrawal',
  effectiveFrom,
  decidedOn,
  notifiedOn: form.sendingDate,
  form,
});

type Refusals = OpenDossier['refusals'];

const withRefusal = (refusals: Refusals, { effectiveFrom, decidedOn }: Refusals[number]): Refusals => [
  ...refusals.filter((one) => one.effectiveFrom !== effectiveFrom),
  { effectiveFrom, decidedOn },
];

function regularized(state: OpenDossier, data: FormCRegularized['data']): OpenDossier {
  const { regularizes, effectiveFrom, decidedOn, form } = data;
  if (data.of === 'refusal') {
    const refusals = state.refusals.filter((one) => one.effectiveFrom !== regularizes);
    const moved = effectiveFrom === null ? refusals : withRefusal(refusals, { effectiveFrom, decidedOn });
    return { ...state, refusals: moved };
  }
  const rest = without(state.timeline, 'withdrawal', regularizes);
  if (effectiveFrom === null) return { ...state, timeline: rest };
  return { ...state, timeline: withEntry(rest, standingWithdrawal({ effectiveFrom, decidedOn, form })) };
}

function determined(state: OpenDossier, line: LineDetermined['data']): OpenDossier {
  if (line.line.kind === 'grant') {
    return { ...state, grants: withGrant(state.grants, line.line.referenceMonth, heldGrant(line)) };
  }
  const { recoveryType, recovered } = line;
  if (recoveryType === null || recovered === null) throw new Error('a recovery without type or amount');
  const { referenceMonth, bookingMonth, number } = line.line;
  const held: HeldRecovery = {
    referenceMonth,
    bookingMonth,
    number,
    version: line.version,
    recoveryType,
    recovered,
    beneficiaries: line.beneficiaries,
    form: line.form,
    articles: line.articles.map(({ budgetArticle, basicAllocation, gross, net }) => ({
      budgetArticle,
      basicAllocation,
      gross,
      net,
    })),
  };
  const others = state.recoveries.filter((one) => !isSameKey(one, held));
  return { ...state, recoveries: [...others, held].sort(byKey) };
}
