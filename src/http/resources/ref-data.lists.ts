import { LABEL_LISTS, labelOf, labelsOf } from '../labels.js';
import type { Label, LabelList } from '../labels.js';
import { FAULTS } from '../problem-types.js';
import { REJECTIONS } from '../rejection-types.js';

/** A code as it is told: what people call it, and of a problem what it means and which status it has. */
export interface RefCode {
  readonly code: string;
  readonly label: Label;
  readonly description?: Label;
  readonly status?: number;
}

const PROBLEM_TYPES = 'problemTypes';

/** Names of all lists. */
export const LIST_IDS: readonly string[] = [PROBLEM_TYPES, ...LABEL_LISTS];

/** The codes of a list; undefined where there is no such list. */
export function codesOf(list: string): readonly RefCode[] | undefined {
  if (list === PROBLEM_TYPES) return problemTypes;
  return isLabelList(list) ? labelsOf(list) : undefined;
}

const isLabelList = (list: string): list is LabelList => (LABEL_LISTS as readonly string[]).includes(list);

/** What the door refuses, then what the domain refuses. */
const problemTypes: readonly RefCode[] = [
  ...Object.entries(FAULTS).map(([code, { status, title, detail }]) => ({
    code,
    label: { fr: title, nl: title, de: title },
    description: detail,
    status,
  })),
  ...Object.entries(REJECTIONS).map(([code, { status, title, detail }]) => ({
    code,
    label: labelOf('refusalCodes', code) ?? { fr: title, nl: title, de: title },
    description: detail,
    status,
  })),
];

/** What a list is called. */
export const listLabel = (list: string): Label => LIST_LABELS[list] ?? { fr: list, nl: list, de: list };

const LIST_LABELS: Readonly<Record<string, Label>> = {
  problemTypes: { fr: 'Types de problèmes', nl: 'Soorten problemen', de: 'Arten von Problemen' },
  roles: { fr: 'Rôles', nl: 'Rollen', de: 'Rollen' },
  lineTypes: { fr: 'Types de lignes', nl: 'Soorten lijnen', de: 'Zeilenarten' },
  formTypes: { fr: 'Formulaires', nl: 'Formulieren', de: 'Formulare' },
  refusalCodes: { fr: 'Motifs de refus', nl: 'Redenen van weigering', de: 'Ablehnungsgründe' },
  funds: { fr: 'Fonds', nl: 'Fondsen', de: 'Fonds' },
  schemes: { fr: 'Régimes', nl: 'Stelsels', de: 'Regelungen' },
  budgetArticles: { fr: 'Articles budgétaires', nl: 'Begrotingsartikelen', de: 'Haushaltsartikel' },
  partyKinds: { fr: 'Types de parties', nl: 'Soorten partijen', de: 'Arten von Parteien' },
  linguisticRegimes: { fr: 'Régimes linguistiques', nl: 'Taalstelsels', de: 'Sprachregelungen' },
  successionModes: { fr: 'Modes de succession', nl: 'Wijzen van opvolging', de: 'Arten der Nachfolge' },
  shareBases: { fr: 'Bases des taux', nl: 'Gronden van percentages', de: 'Grundlagen der Sätze' },
  shareStatuses: { fr: 'Statuts des taux', nl: 'Statussen van percentages', de: 'Status der Sätze' },
  ruleStatuses: { fr: 'Statuts des règles', nl: 'Statussen van regels', de: 'Status der Regeln' },
  ruleChanges: { fr: 'Changements de règles', nl: 'Wijzigingen van regels', de: 'Änderungen von Regeln' },
  certainties: { fr: 'Degrés de certitude', nl: 'Graden van zekerheid', de: 'Grade der Gewissheit' },
  proposalKinds: { fr: 'Types de propositions', nl: 'Soorten voorstellen', de: 'Arten von Vorschlägen' },
  proposalStates: {
    fr: 'États des propositions',
    nl: 'Toestanden van voorstellen',
    de: 'Stand der Vorschläge',
  },
  redeterminationBases: {
    fr: 'Motifs de nouvelle détermination',
    nl: 'Redenen van nieuwe vaststelling',
    de: 'Gründe neuer Feststellung',
  },
  redeterminationStates: {
    fr: 'États des nouvelles déterminations',
    nl: 'Toestanden van nieuwe vaststellingen',
    de: 'Stand neuer Feststellungen',
  },
  redeterminationLineStates: {
    fr: 'États des lignes à déterminer à nouveau',
    nl: 'Toestanden van opnieuw vast te stellen lijnen',
    de: 'Stand neu festzustellender Zeilen',
  },
  monthRunStates: {
    fr: 'États des arrêtés mensuels',
    nl: 'Toestanden van maandafsluitingen',
    de: 'Stand der Monatsabrechnungen',
  },
  submissionStates: { fr: 'États des envois', nl: 'Toestanden van verzendingen', de: 'Stand der Sendungen' },
  lineCauses: { fr: 'Causes des lignes', nl: 'Oorzaken van lijnen', de: 'Anlässe der Zeilen' },
  decisionKinds: { fr: 'Types de décisions', nl: 'Soorten beslissingen', de: 'Arten von Beschlüssen' },
  components: { fr: 'Composantes', nl: 'Componenten', de: 'Bestandteile' },
  anchors: { fr: 'Ancrages des taux', nl: 'Ankers van percentages', de: 'Anker der Sätze' },
  policies: {
    fr: 'Choix que la loi laisse ouverts',
    nl: 'Keuzes die de wet openlaat',
    de: 'Vom Gesetz offengelassene Fragen',
  },
};
