import { label } from './label.js';
import type { Label } from './label.js';

/** The policies of `docs/policies.md`, by name: those of the rulebook, then those in code. */
export const policies: Readonly<Record<string, Label>> = {
  proration: label(
    'prorata d’un mois partiel',
    'proratisering van een gedeeltelijke maand',
    'anteiliger Monat',
  ),
  shareRounding: label(
    'arrondi du net d’un article',
    'afronding van het netto van een artikel',
    'Rundung des Nettobetrags eines Artikels',
  ),
  notificationLimitDay: label('le 45e jour lui-même', 'de 45e dag zelf', 'der 45. Tag selbst'),
  notificationWeekend: label(
    '45e jour un week-end ou un jour férié',
    '45e dag op een weekend of feestdag',
    '45. Tag am Wochenende oder Feiertag',
  ),
  fullRateProration: label(
    'prorata du taux de 100 %',
    'proratisering van het tarief van 100 %',
    'anteiliger Satz von 100 %',
  ),
  piisProration: label(
    'prorata de la subvention PIIS',
    'proratisering van de GPMI-toelage',
    'anteiliger IPSE-Zuschuss',
  ),
  provisionalAfterMonths: label(
    'mois après lesquels un chiffre est provisoire',
    'maanden waarna een cijfer voorlopig is',
    'Monate, nach denen eine Zahl vorläufig ist',
  ),
  shareGrowthCompared: label(
    'années comparées pour la croissance',
    'vergeleken jaren voor de groei',
    'verglichene Jahre beim Wachstum',
  ),
  shareFallCompared: label(
    'années comparées pour la baisse',
    'vergeleken jaren voor de daling',
    'verglichene Jahre beim Rückgang',
  ),
  shareFirstRise: label(
    'croissance exigée pour un palier',
    'vereiste groei voor een trap',
    'verlangtes Wachstum für eine Stufe',
  ),
  shareAfterMerger: label(
    'comptages après une fusion',
    'tellingen na een fusie',
    'Zählungen nach einer Fusion',
  ),
  sharePreviousOfNewEntity: label(
    'taux antérieur d’une nouvelle entité',
    'vorig percentage van een nieuwe entiteit',
    'früherer Satz einer neuen Einrichtung',
  ),
  ownerOfMonth: label('CPAS d’un mois de fusion', 'OCMW van een fusiemaand', 'ÖSHZ eines Fusionsmonats'),
  centsByDays: label(
    'répartition des centimes par jour',
    'verdeling van de centen per dag',
    'Verteilung der Cent auf Tage',
  ),
  resourcesTwelfth: label(
    'douzième des ressources',
    'twaalfde van de bestaansmiddelen',
    'Zwölftel der Mittel',
  ),
  highestRate: label(
    'deux taux de 100 % le même jour',
    'twee tarieven van 100 % op dezelfde dag',
    'zwei Sätze von 100 % am selben Tag',
  ),
  notificationDay: label('jour de la notification', 'dag van de kennisgeving', 'Tag der Mitteilung'),
  correctionDeadline: label(
    'délai d’un formulaire corrigé',
    'termijn van een verbeterd formulier',
    'Frist eines berichtigten Formulars',
  ),
  recoveryWithoutPiis: label(
    'récupération sans PIIS',
    'terugvordering zonder GPMI',
    'Rückforderung ohne IPSE',
  ),
  recoveryFollowsLine: label(
    'limite d’une récupération',
    'grens van een terugvordering',
    'Grenze einer Rückforderung',
  ),
  recoveryRounding: label(
    'arrondi de plusieurs récupérations',
    'afronding van meerdere terugvorderingen',
    'Rundung mehrerer Rückforderungen',
  ),
  recoveryBeforeLog: label(
    'récupération d’avant le journal',
    'terugvordering van vóór het logboek',
    'Rückforderung aus der Zeit vor dem Protokoll',
  ),
  sendingDate: label(
    'date d’envoi d’un formulaire',
    'verzendingsdatum van een formulier',
    'Sendedatum eines Formulars',
  ),
  negativeStatement: label('état négatif', 'negatieve staat', 'negative Abrechnung'),
  bookingYear: label('année budgétaire', 'begrotingsjaar', 'Haushaltsjahr'),
  statementLineTypes: label(
    'types de lignes des états',
    'soorten lijnen van de staten',
    'Zeilenarten der Abrechnungen',
  ),
};
