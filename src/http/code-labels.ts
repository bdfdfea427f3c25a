import type { LineDetermined } from '../domain/dossier/events.js';
import type { ProposalState } from '../domain/proposal.js';
import type { PendingProposal } from '../domain/proposals.js';
import type { LanguageRegime, PartyKind, PartySucceeded } from '../domain/party/events.js';
import type { RedeterminationBasis } from '../domain/redetermination/events.js';
import type { Redetermination } from '../domain/redetermination/redetermination-book.js';
import type { RuleChange } from '../domain/rulebook/changes.js';
import type { RuleStatus } from '../domain/rulebook/events.js';
import type { ShareBasis } from '../domain/share/events.js';
import { label } from './label.js';
import type { Label } from './label.js';
import { policies } from './policy-labels.js';

const partyKinds: Readonly<Record<PartyKind, Label>> = {
  cpas: label(
    'centre public d’action sociale',
    'openbaar centrum voor maatschappelijk welzijn',
    'öffentliches Sozialhilfezentrum',
  ),
  payer: label('organisme payeur', 'betalende instelling', 'zahlende Stelle'),
  region: label('région', 'gewest', 'Region'),
  caami: label(
    'Caisse auxiliaire d’assurance maladie-invalidité',
    'Hulpkas voor ziekte- en invaliditeitsverzekering',
    'Hilfskasse für Kranken- und Invalidenversicherung',
  ),
  fund: label('fonds', 'fonds', 'Fonds'),
  partner: label('partenaire', 'partner', 'Partner'),
};

const linguisticRegimes: Readonly<Record<LanguageRegime, Label>> = {
  N: label('néerlandais', 'Nederlands', 'Niederländisch'),
  F: label('français', 'Frans', 'Französisch'),
  D: label('allemand', 'Duits', 'Deutsch'),
  FN: label('français et néerlandais', 'Frans en Nederlands', 'Französisch und Niederländisch'),
};

const successionModes: Readonly<Record<PartySucceeded['data']['mode'], Label>> = {
  newEntity: label('nouvelle entité', 'nieuwe entiteit', 'neue Einrichtung'),
  absorbed: label(
    'absorption par une entité existante',
    'opslorping door een bestaande entiteit',
    'Aufnahme in eine bestehende Einrichtung',
  ),
  notKnown: label('inconnu', 'niet bekend', 'unbekannt'),
};

const shareBases: Readonly<Record<ShareBasis, Label>> = {
  standard: label('taux de base', 'basispercentage', 'Grundsatz'),
  threshold500: label('à partir de 500 bénéficiaires', 'vanaf 500 begunstigden', 'ab 500 Begünstigten'),
  threshold1000: label(
    'à partir de 1 000 bénéficiaires',
    'vanaf 1 000 begunstigden',
    'ab 1 000 Begünstigten',
  ),
  growthTooSmall: label('croissance insuffisante', 'te kleine groei', 'zu geringes Wachstum'),
  steppedDown: label('diminué d’un point', 'met een punt verlaagd', 'um einen Punkt gesenkt'),
  stepDownShielded: label('diminution écartée', 'verlaging niet toegepast', 'Senkung nicht angewandt'),
  given: label('notifié', 'meegedeeld', 'mitgeteilt'),
};

const shareStatuses: Readonly<Record<'provisional' | 'final', Label>> = {
  provisional: label('provisoire', 'voorlopig', 'vorläufig'),
  final: label('définitif', 'definitief', 'endgültig'),
};

const ruleStatuses: Readonly<Record<RuleStatus, Label>> = {
  announced: label('annoncé', 'aangekondigd', 'angekündigt'),
  adopted: label('adopté', 'aangenomen', 'angenommen'),
  published: label('publié', 'bekendgemaakt', 'veröffentlicht'),
  lapsed: label('caduc', 'vervallen', 'hinfällig'),
  suspended: label('suspendu', 'geschorst', 'ausgesetzt'),
  annulled: label('annulé', 'vernietigd', 'für nichtig erklärt'),
};

const ruleChanges: Readonly<Record<RuleChange['kind'], Label>> = {
  added: label('ajoutée', 'toegevoegd', 'hinzugefügt'),
  changed: label('modifiée', 'gewijzigd', 'geändert'),
  ended: label('terminée', 'beëindigd', 'beendet'),
};

const certainties: Readonly<Record<'confirmed' | 'uncertain' | 'notFound', Label>> = {
  confirmed: label(
    'confirmé par une source lue',
    'bevestigd door een gelezen bron',
    'durch eine gelesene Quelle bestätigt',
  ),
  uncertain: label('incertain', 'onzeker', 'unsicher'),
  notFound: label('cherché et non trouvé', 'gezocht en niet gevonden', 'gesucht und nicht gefunden'),
};

const proposalKinds: Readonly<Record<PendingProposal['kind'], Label>> = {
  mandate: label('mandat', 'mandaat', 'Mandat'),
  delegation: label('délégation', 'delegatie', 'Delegation'),
  iban: label('compte', 'rekening', 'Konto'),
  succession: label('succession d’un CPAS', 'opvolging van een OCMW', 'Nachfolge eines ÖSHZ'),
  share: label('taux de subvention', 'toelagepercentage', 'Zuschusssatz'),
  rulebook: label('règles', 'regels', 'Regeln'),
  redetermination: label('nouvelle détermination', 'nieuwe vaststelling', 'neue Feststellung'),
  statementRun: label('états mensuels', 'maandstaten', 'Monatsabrechnungen'),
};

const proposalStates: Readonly<Record<ProposalState, Label>> = {
  pending: label('en attente', 'in behandeling', 'offen'),
  approved: label('approuvée', 'goedgekeurd', 'genehmigt'),
  withdrawn: label('retirée', 'ingetrokken', 'zurückgezogen'),
  overtaken: label('dépassée', 'ingehaald', 'überholt'),
};

const redeterminationBases: Readonly<Record<RedeterminationBasis, Label>> = {
  rules: label('règles modifiées', 'gewijzigde regels', 'geänderte Regeln'),
  shares: label('taux de subvention modifiés', 'gewijzigde toelagepercentages', 'geänderte Zuschusssätze'),
  stale: label(
    'décisions prises avec des données dépassées',
    'beslissingen met achterhaalde gegevens',
    'Beschlüsse mit überholten Daten',
  ),
};

const redeterminationStates: Readonly<Record<Redetermination['status'], Label>> = {
  proposed: label('proposée', 'voorgesteld', 'vorgeschlagen'),
  approved: label('approuvée', 'goedgekeurd', 'genehmigt'),
  withdrawn: label('retirée', 'ingetrokken', 'zurückgezogen'),
  completed: label('terminée', 'voltooid', 'abgeschlossen'),
};

const redeterminationLineStates: Readonly<Record<string, Label>> = {
  waiting: label('en attente', 'wacht', 'wartet'),
  determined: label('déterminée', 'vastgesteld', 'festgestellt'),
  overtaken: label('dépassée', 'ingehaald', 'überholt'),
  refused: label('refusée', 'geweigerd', 'abgelehnt'),
};

const monthRunStates: Readonly<Record<'proposed' | 'started' | 'completed', Label>> = {
  proposed: label('proposé', 'voorgesteld', 'vorgeschlagen'),
  started: label('commencé', 'gestart', 'begonnen'),
  completed: label('terminé', 'voltooid', 'abgeschlossen'),
};

const submissionStates: Readonly<Record<'processing' | 'completed', Label>> = {
  processing: label('en cours', 'in verwerking', 'in Bearbeitung'),
  completed: label('terminé', 'voltooid', 'abgeschlossen'),
};

const lineCauses: Readonly<Record<LineDetermined['data']['cause'], Label>> = {
  due: label('mois échu', 'vervallen maand', 'fälliger Monat'),
  decision: label('décision', 'beslissing', 'Beschluss'),
  withdrawal: label('retrait', 'intrekking', 'Rücknahme'),
  recovery: label('récupération', 'terugvordering', 'Rückforderung'),
  redetermination: label('nouvelle détermination', 'nieuwe vaststelling', 'neue Feststellung'),
};

const decisionKinds: Readonly<Record<string, Label>> = {
  decision: label('décision (formulaire B)', 'beslissing (formulier B)', 'Beschluss (Formular B)'),
  refusal: label('refus', 'weigering', 'Ablehnung'),
  withdrawal: label('retrait', 'intrekking', 'Rücknahme'),
  refusalRegularized: label('refus régularisé', 'geregulariseerde weigering', 'regularisierte Ablehnung'),
  withdrawalRegularized: label(
    'retrait régularisé',
    'geregulariseerde intrekking',
    'regularisierte Rücknahme',
  ),
};

const components: Readonly<Record<string, Label>> = {
  baseShare: label('taux du CPAS', 'percentage van het OCMW', 'Satz des ÖSHZ'),
  foreignersRegister: label('registre des étrangers', 'vreemdelingenregister', 'Fremdenregister'),
  formerlyHomeless: label('ancien sans-abri', 'gewezen dakloze', 'ehemals obdachlos'),
  piis: label('projet individualisé', 'geïndividualiseerd project', 'individualisiertes Projekt'),
};

const anchors: Readonly<Record<string, Label>> = {
  countYear: label('année du comptage', 'jaar van de telling', 'Jahr der Zählung'),
  monthGranted: label('mois accordé', 'toegekende maand', 'gewährter Monat'),
  piisWindow: label('période du projet', 'periode van het project', 'Zeitraum des Projekts'),
};

/** Lists that go with the code: one entry for each code where the code knows them all, so that a forgotten one does not compile. */
export const CODE_LISTS = {
  partyKinds,
  linguisticRegimes,
  successionModes,
  shareBases,
  shareStatuses,
  ruleStatuses,
  ruleChanges,
  certainties,
  proposalKinds,
  proposalStates,
  redeterminationBases,
  redeterminationStates,
  redeterminationLineStates,
  monthRunStates,
  submissionStates,
  lineCauses,
  decisionKinds,
  components,
  anchors,
  policies,
} as const;
