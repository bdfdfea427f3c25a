import type { Role } from '../domain/mandate/events.js';
import type { RejectionCode } from '../domain/rejection.js';
import type { LineType } from '../domain/statements/events.js';
import { CODE_LISTS } from './code-labels.js';
import { label } from './label.js';
import type { Label } from './label.js';

export type { Label } from './label.js';

/** One entry for each role: a forgotten one does not compile. */
const ROLES: Readonly<Record<Role, Label>> = {
  administrator: label('gestionnaire des mandats', 'beheerder van de mandaten', 'Verwalter der Mandate'),
  registrar: label('gestionnaire du registre', 'beheerder van het register', 'Verwalter des Registers'),
  ruleEditor: label('gestionnaire des règles', 'beheerder van de regels', 'Verwalter der Regeln'),
  shareEditor: label(
    'gestionnaire des taux de subvention',
    'beheerder van de toelagepercentages',
    'Verwalter der Zuschusssätze',
  ),
  intake: label('réception des formulaires', 'ontvangst van de formulieren', 'Entgegennahme der Formulare'),
  runManager: label(
    'gestionnaire des états mensuels',
    'beheerder van de maandstaten',
    'Verwalter der Monatsabrechnungen',
  ),
  auditor: label('auditeur', 'auditor', 'Prüfer'),
};

/** The six types of `docs/statement-lines.md`. */
const LINE_TYPES: Readonly<Record<LineType, Label>> = {
  1: label('octroi', 'toekenning', 'Gewährung'),
  2: label('arriéré', 'achterstal', 'Rückstand'),
  3: label('récupération', 'terugvordering', 'Rückforderung'),
  4: label(
    'régularisation d’un octroi',
    'regularisatie van een toekenning',
    'Regularisierung einer Gewährung',
  ),
  5: label(
    'régularisation d’un arriéré',
    'regularisatie van een achterstal',
    'Regularisierung eines Rückstands',
  ),
  6: label(
    'régularisation d’une récupération',
    'regularisatie van een terugvordering',
    'Regularisierung einer Rückforderung',
  ),
};

/** The forms that are taken in, by their letter. */
const FORM_TYPES: Readonly<Record<'B' | 'C' | 'D', Label>> = {
  B: label(
    'formulaire B (décision et demande)',
    'formulier B (beslissing en aanvraag)',
    'Formular B (Beschluss und Antrag)',
  ),
  C: label(
    'formulaire C (refus ou fin)',
    'formulier C (weigering of einde)',
    'Formular C (Ablehnung oder Ende)',
  ),
  D: label('formulaire D (récupération)', 'formulier D (terugvordering)', 'Formular D (Rückforderung)'),
};

const FUNDS: Readonly<Record<string, Label>> = {
  federal: label(
    'budget fédéral (SPP Intégration sociale)',
    'federale begroting (POD Maatschappelijke Integratie)',
    'Föderalhaushalt (ÖPD Sozialeingliederung)',
  ),
};

const SCHEMES: Readonly<Record<string, Label>> = {
  RIS: label('revenu d’intégration', 'leefloon', 'Eingliederungseinkommen'),
};

/** Codes of the published rulebook; digits that were not found are named, and say so. */
const BUDGET_ARTICLES: Readonly<Record<string, Label>> = {
  '101': label(
    'revenu d’intégration au taux du CPAS',
    'leefloon aan het percentage van het OCMW',
    'Eingliederungseinkommen zum Satz des ÖSHZ',
  ),
  'foreignersRegister:unconfirmed': label(
    'revenu d’intégration, inscrits au registre des étrangers (code non confirmé)',
    'leefloon, ingeschreven in het vreemdelingenregister (code niet bevestigd)',
    'Eingliederungseinkommen, im Fremdenregister Eingetragene (Code nicht bestätigt)',
  ),
  'formerlyHomeless:unconfirmed': label(
    'revenu d’intégration, anciens sans-abri (code non confirmé)',
    'leefloon, gewezen daklozen (code niet bevestigd)',
    'Eingliederungseinkommen, ehemals Obdachlose (Code nicht bestätigt)',
  ),
  'piis:unconfirmed': label(
    'subvention particulière PIIS (code non confirmé)',
    'bijzondere toelage GPMI (code niet bevestigd)',
    'besonderer Zuschuss IPSE (Code nicht bestätigt)',
  ),
};

/** One entry for each refusal: a forgotten one does not compile. Short; what to do about it is in the problem's detail. */
const REFUSAL_CODES: Readonly<Record<RejectionCode, Label>> = {
  alreadyConfirmed: label('déjà confirmé', 'al bevestigd', 'bereits bestätigt'),
  alreadyExists: label('existe déjà', 'bestaat al', 'besteht bereits'),
  alreadySucceeded: label('droits déjà repris', 'rechten al overgenomen', 'Rechte bereits übernommen'),
  amountInGap: label(
    'montant inconnu à cette date',
    'bedrag onbekend op die datum',
    'Betrag zu diesem Datum unbekannt',
  ),
  amountYearUnknown: label('montant annuel inconnu', 'jaarbedrag onbekend', 'Jahresbetrag unbekannt'),
  ceilingExceeded: label(
    'plafond du mandat dépassé',
    'plafond van het mandaat overschreden',
    'Obergrenze des Mandats überschritten',
  ),
  clockBehind: label('horloge en retard', 'klok loopt achter', 'Uhr geht nach'),
  decisionAlreadyEnded: label(
    'décision déjà terminée',
    'beslissing al beëindigd',
    'Beschluss bereits beendet',
  ),
  decisionNotFound: label('décision introuvable', 'beslissing niet gevonden', 'Beschluss nicht gefunden'),
  dueMoved: label('montant dû modifié', 'verschuldigd bedrag gewijzigd', 'fälliger Betrag geändert'),
  idempotencyKeyReused: label(
    'référence déjà utilisée',
    'referentie al gebruikt',
    'Referenz bereits verwendet',
  ),
  invalidState: label(
    'incompatible avec la situation',
    'past niet bij de toestand',
    'mit dem Stand unvereinbar',
  ),
  lineNeverDetermined: label('mois jamais déterminé', 'maand nooit vastgesteld', 'Monat nie festgestellt'),
  mandateMissing: label('mandat manquant', 'mandaat ontbreekt', 'Mandat fehlt'),
  nisCodeNotValid: label('code INS non valable', 'NIS-code niet geldig', 'NIS-Code nicht gültig'),
  notYetEffective: label('pas encore possible', 'nog niet mogelijk', 'noch nicht möglich'),
  overtaken: label(
    'dépassé par une ligne ultérieure',
    'ingehaald door een latere lijn',
    'von einer späteren Zeile überholt',
  ),
  partyEnded: label('partie terminée', 'partij beëindigd', 'Partei beendet'),
  partyUnknown: label('partie inconnue', 'partij onbekend', 'Partei unbekannt'),
  proposalUnknown: label('proposition inconnue', 'voorstel onbekend', 'Vorschlag unbekannt'),
  recoveryAboveGranted: label(
    'récupération supérieure à l’octroi',
    'terugvordering hoger dan de toekenning',
    'Rückforderung über der Gewährung',
  ),
  ruleGap: label('aucune règle en vigueur', 'geen regel van kracht', 'keine Regel in Kraft'),
  ruleOverlap: label('règles qui se chevauchent', 'overlappende regels', 'überlappende Regeln'),
  runAlreadyStarted: label(
    'état mensuel déjà arrêté',
    'maandstaat al afgesloten',
    'Monatsabrechnung bereits abgeschlossen',
  ),
  sameOfficial: label('deux agents nécessaires', 'twee ambtenaren nodig', 'zwei Bedienstete nötig'),
  schemeUnknown: label('régime inconnu', 'stelsel onbekend', 'Regelung unbekannt'),
  shareMissing: label('taux de subvention manquant', 'toelagepercentage ontbreekt', 'Zuschusssatz fehlt'),
  staleVersion: label('version dépassée', 'verouderde versie', 'veraltete Fassung'),
};

const LISTS = {
  roles: ROLES,
  lineTypes: LINE_TYPES,
  formTypes: FORM_TYPES,
  refusalCodes: REFUSAL_CODES,
  funds: FUNDS,
  schemes: SCHEMES,
  budgetArticles: BUDGET_ARTICLES,
  ...CODE_LISTS,
} as const satisfies Readonly<Record<string, Readonly<Record<string, Label>>>>;

/** The lists of codes that have labels, as `/refData/{list}` names them. */
export type LabelList = keyof typeof LISTS;
export const LABEL_LISTS = Object.keys(LISTS) as readonly LabelList[];

export interface LabelledCode {
  readonly code: string;
  readonly label: Label;
}

/** Every code of a list with its label. */
export const labelsOf = (list: LabelList): readonly LabelledCode[] =>
  Object.entries<Label>(LISTS[list]).map(([code, text]) => ({ code, label: text }));

/** The label of a code; undefined for a code that the list does not have. */
export const labelOf = (list: LabelList, code: string): Label | undefined =>
  labelsOf(list).find((one) => one.code === code)?.label;
