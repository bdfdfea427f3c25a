import type { RejectionCode } from '../domain/rejection.js';
import type { Text } from './language.js';

export interface RejectionType {
  /** 409 where the state of today refuses; 400 where no state would allow it; 403 where another person must act. */
  readonly status: 400 | 403 | 409 | 503;
  readonly title: string;
  readonly detail: Text;
}

const refused = (
  status: RejectionType['status'],
  title: string,
  [fr, nl, de]: readonly [fr: string, nl: string, de: string],
): RejectionType => ({ status, title, detail: { fr, nl, de } });

/** What the domain refuses, by code: a forgotten one does not compile. `details` of the refusal are extra fields of the problem. */
export const REJECTIONS: Readonly<Record<RejectionCode, RejectionType>> = {
  alreadyConfirmed: refused(409, 'Already Confirmed', [
    'Un autre agent a déjà confirmé cette proposition.',
    'Een andere ambtenaar heeft dit voorstel al bevestigd.',
    'Ein anderer Bediensteter hat diesen Vorschlag bereits bestätigt.',
  ]),
  alreadyExists: refused(409, 'Already Exists', [
    'L’identifiant ou la référence désigne déjà autre chose.',
    'De id of referentie staat al voor iets anders.',
    'Die Kennung oder Referenz steht bereits für etwas anderes.',
  ]),
  alreadySucceeded: refused(409, 'Already Succeeded', [
    'Une autre partie a déjà repris les droits et dettes de celle-ci.',
    'Een andere partij heeft de rechten en schulden van deze al overgenomen.',
    'Eine andere Partei hat deren Rechte und Schulden bereits übernommen.',
  ]),
  amountInGap: refused(409, 'Amount in Gap', [
    'Le montant RIS de ce jour n’est pas connu ; rien n’est deviné.',
    'Het RIS-bedrag van die dag is niet bekend; er wordt niets geraden.',
    'Der RIS-Betrag dieses Tages ist nicht bekannt; nichts wird geraten.',
  ]),
  amountYearUnknown: refused(409, 'Amount Year Unknown', [
    'Seul le montant mensuel de ce jour est publié, et le montant annuel est nécessaire.',
    'Alleen het maandbedrag van die dag is gepubliceerd, en het jaarbedrag is nodig.',
    'Nur der Monatsbetrag dieses Tages ist veröffentlicht, benötigt wird der Jahresbetrag.',
  ]),
  ceilingExceeded: refused(403, 'Ceiling Exceeded', [
    'Le montant dépasse le plafond du mandat de l’agent.',
    'Het bedrag is hoger dan het plafond van het mandaat van de ambtenaar.',
    'Der Betrag übersteigt die Obergrenze des Mandats des Bediensteten.',
  ]),
  clockBehind: refused(503, 'Clock Behind', [
    'L’horloge de ce nœud retarde sur le journal ; rien n’est enregistré pour l’instant.',
    'De klok van dit knooppunt loopt achter op het logboek; er wordt voorlopig niets geregistreerd.',
    'Die Uhr dieses Knotens geht gegenüber dem Protokoll nach; vorerst wird nichts erfasst.',
  ]),
  decisionAlreadyEnded: refused(409, 'Decision Already Ended', [
    'Aucune décision n’est en vigueur au jour du retrait.',
    'Op de dag van de intrekking geldt geen beslissing.',
    'Am Tag der Rücknahme gilt keine Entscheidung.',
  ]),
  decisionNotFound: refused(409, 'Decision Not Found', [
    'Le dossier ne contient pas la décision à laquelle le formulaire renvoie.',
    'Het dossier bevat de beslissing niet waarnaar het formulier verwijst.',
    'Die Akte enthält die Entscheidung nicht, auf die das Formular verweist.',
  ]),
  dueMoved: refused(409, 'Due Moved', [
    'Ce qui est dû n’est plus ce que la proposition indiquait ; proposez à nouveau.',
    'Wat verschuldigd is, is niet meer wat het voorstel vermeldde; stel opnieuw voor.',
    'Der fällige Betrag ist nicht mehr der des Vorschlags; schlagen Sie erneut vor.',
  ]),
  idempotencyKeyReused: refused(409, 'Idempotency Key Reused', [
    'La même clé ou référence a déjà servi avec un autre contenu.',
    'Dezelfde sleutel of referentie werd al met een andere inhoud gebruikt.',
    'Derselbe Schlüssel oder dieselbe Referenz wurde bereits mit anderem Inhalt verwendet.',
  ]),
  invalidState: refused(409, 'Invalid State', [
    'La demande ne correspond pas à la situation enregistrée ; voyez les détails.',
    'De aanvraag past niet bij wat geregistreerd is; zie de details.',
    'Die Anfrage passt nicht zum erfassten Stand; siehe die Einzelheiten.',
  ]),
  lineNeverDetermined: refused(409, 'Line Never Determined', [
    'Le mois de la récupération n’a jamais été déterminé.',
    'De maand van de terugvordering werd nooit vastgesteld.',
    'Der Monat der Rückforderung wurde nie festgestellt.',
  ]),
  mandateMissing: refused(403, 'Missing Permission', [
    'L’agent n’a pas de mandat pour cet acte à ce jour.',
    'De ambtenaar heeft op die dag geen mandaat voor deze handeling.',
    'Der Bedienstete hat an diesem Tag kein Mandat für diese Handlung.',
  ]),
  nisCodeNotValid: refused(409, 'NIS Code Not Valid', [
    'Le code INS, ou le CPAS qu’il désigne, n’était pas valable pour ce mois ou ce jour.',
    'De NIS-code, of het OCMW erachter, was niet geldig voor die maand of dag.',
    'Der NIS-Code oder das ÖSHZ dahinter war für diesen Monat oder Tag nicht gültig.',
  ]),
  notYetEffective: refused(409, 'Not Yet Effective', [
    'Le jour à partir duquel cela peut être enregistré n’est pas encore venu.',
    'De dag vanaf wanneer dit geregistreerd kan worden, is nog niet gekomen.',
    'Der Tag, ab dem dies erfasst werden kann, ist noch nicht gekommen.',
  ]),
  overtaken: refused(409, 'Overtaken', [
    'Une ligne ultérieure du même fichier a déjà agi sur le dossier.',
    'Een latere regel van hetzelfde bestand heeft al op het dossier ingewerkt.',
    'Eine spätere Zeile derselben Datei hat bereits auf die Akte gewirkt.',
  ]),
  partyEnded: refused(409, 'Party Ended', [
    'La partie a pris fin : une autre a repris ses droits et dettes.',
    'De partij is beëindigd: een andere heeft haar rechten en schulden.',
    'Die Partei besteht nicht mehr: Eine andere hat ihre Rechte und Schulden.',
  ]),
  partyUnknown: refused(409, 'Party Unknown', [
    'Aucune partie n’est connue sous ce code ou cet identifiant.',
    'Onder deze code of id is geen partij bekend.',
    'Unter diesem Code oder dieser Kennung ist keine Partei bekannt.',
  ]),
  proposalUnknown: refused(409, 'Proposal Unknown', [
    'Aucune proposition de ce nom n’attend de confirmation.',
    'Er wacht geen voorstel met deze naam op bevestiging.',
    'Kein Vorschlag dieses Namens wartet auf eine Bestätigung.',
  ]),
  recoveryAboveGranted: refused(409, 'Recovery above Granted', [
    'La récupération dépasse ce qui a été accordé à ce taux pour le mois.',
    'Er wordt meer teruggevorderd dan voor die maand tegen dat tarief werd toegekend.',
    'Die Rückforderung übersteigt, was für den Monat zu diesem Satz gewährt wurde.',
  ]),
  ruleGap: refused(409, 'Rule Gap', [
    'Aucune ligne de cette règle n’est en vigueur ce jour-là.',
    'Op die dag is geen rij van deze regel van kracht.',
    'An diesem Tag ist keine Zeile dieser Regel in Kraft.',
  ]),
  ruleOverlap: refused(409, 'Rule Overlap', [
    'Deux lignes d’une même règle valent le même jour.',
    'Twee rijen van één regel gelden op dezelfde dag.',
    'Zwei Zeilen einer Regel gelten am selben Tag.',
  ]),
  runAlreadyStarted: refused(409, 'Run Already Started', [
    'La coupure de ce mois, ou d’un mois ultérieur, est faite.',
    'De afsluiting van deze maand, of van een latere, is gebeurd.',
    'Der Schnitt dieses oder eines späteren Monats ist gemacht.',
  ]),
  sameOfficial: refused(403, 'Missing Permission', [
    'Qui a proposé ne peut pas confirmer : il faut deux agents.',
    'Wie heeft voorgesteld, kan niet bevestigen: er zijn twee ambtenaren nodig.',
    'Wer vorgeschlagen hat, kann nicht bestätigen: Es braucht zwei Bedienstete.',
  ]),
  schemeUnknown: refused(409, 'Scheme Unknown', [
    'Cette version ne connaît pas ce régime.',
    'Deze versie kent deze regeling niet.',
    'Diese Version kennt diese Regelung nicht.',
  ]),
  shareMissing: refused(409, 'Share Missing', [
    'Le CPAS n’a pas de part confirmée pour cette année.',
    'Het OCMW heeft geen bevestigd aandeel voor dat jaar.',
    'Das ÖSHZ hat keinen bestätigten Anteil für dieses Jahr.',
  ]),
  staleVersion: refused(409, 'Stale Version', [
    'D’autres l’ont modifié entre-temps.',
    'Anderen hebben het intussen gewijzigd.',
    'Andere haben es inzwischen geändert.',
  ]),
};
