import type { Text } from './language.js';

const BELGIF = 'urn:problem-type:belgif:';
/** Types that the Belgian guide does not have. `miis` is a proposal for the organization's code. */
export const OWN = 'urn:problem-type:miis:fundingFlows:';

export interface ProblemType {
  readonly type: string;
  readonly status: number;
  readonly title: string;
  readonly detail: Text;
}

const belgif = (code: string, status: number, title: string, detail: Text): ProblemType => ({
  type: `${BELGIF}${code}`,
  status,
  title,
  detail,
});
const own = (code: string, status: number, title: string, detail: Text): ProblemType => ({
  type: `${OWN}${code}`,
  status,
  title,
  detail,
});

/** What the door itself refuses, by code; what the domain refuses is in `rejection-types.ts`. */
export const FAULTS = {
  badRequest: belgif('badRequest', 400, 'Bad Request', {
    fr: 'La demande ne correspond pas à ce qui est attendu ; voyez les points cités.',
    nl: 'De aanvraag voldoet niet aan wat verwacht wordt; zie de vermelde punten.',
    de: 'Die Anfrage entspricht nicht dem Erwarteten; siehe die genannten Punkte.',
  }),
  noAccessToken: belgif('noAccessToken', 401, 'No Access Token', {
    fr: 'La demande ne contient pas de jeton d’accès.',
    nl: 'De aanvraag bevat geen toegangstoken.',
    de: 'Die Anfrage enthält kein Zugriffstoken.',
  }),
  invalidAccessToken: belgif('invalidAccessToken', 401, 'Invalid Access Token', {
    fr: 'Le jeton d’accès n’est pas valable.',
    nl: 'Het toegangstoken is ongeldig.',
    de: 'Das Zugriffstoken ist ungültig.',
  }),
  expiredAccessToken: belgif('expiredAccessToken', 401, 'Expired Access Token', {
    fr: 'Le jeton d’accès a expiré.',
    nl: 'Het toegangstoken is verlopen.',
    de: 'Das Zugriffstoken ist abgelaufen.',
  }),
  missingScope: belgif('missingScope', 403, 'Missing Scope', {
    fr: 'Le jeton d’accès ne donne pas le droit d’utiliser cette opération.',
    nl: 'Het toegangstoken geeft geen recht op deze bewerking.',
    de: 'Das Zugriffstoken berechtigt nicht zu diesem Vorgang.',
  }),
  resourceNotFound: belgif('resourceNotFound', 404, 'Resource Not Found', {
    fr: 'Ce qui est demandé n’existe pas.',
    nl: 'Wat gevraagd wordt, bestaat niet.',
    de: 'Das Angefragte gibt es nicht.',
  }),
  methodNotAllowed: own('methodNotAllowed', 405, 'Method Not Allowed', {
    fr: 'Cette méthode n’existe pas pour cette ressource.',
    nl: 'Deze methode bestaat niet voor deze resource.',
    de: 'Diese Methode gibt es für diese Ressource nicht.',
  }),
  notAcceptable: own('notAcceptable', 406, 'Not Acceptable', {
    fr: 'La réponse n’existe qu’en {mediaTypes}.',
    nl: 'Het antwoord bestaat alleen als {mediaTypes}.',
    de: 'Die Antwort gibt es nur als {mediaTypes}.',
  }),
  versionMismatch: own('versionMismatch', 412, 'Version Mismatch', {
    fr: 'La ressource a changé depuis la version indiquée : relisez-la et décidez à nouveau.',
    nl: 'De resource is gewijzigd sinds de opgegeven versie: lees ze opnieuw en beslis opnieuw.',
    de: 'Die Ressource hat sich seit der angegebenen Version geändert: Neu lesen und neu entscheiden.',
  }),
  payloadTooLarge: belgif('payloadTooLarge', 413, 'Payload Too Large', {
    fr: 'Le corps de la demande dépasse {limit} octets.',
    nl: 'De inhoud van de aanvraag is groter dan {limit} bytes.',
    de: 'Der Inhalt der Anfrage ist größer als {limit} Bytes.',
  }),
  uriTooLong: own('uriTooLong', 414, 'URI Too Long', {
    fr: 'L’adresse demandée est trop longue.',
    nl: 'Het gevraagde adres is te lang.',
    de: 'Die angefragte Adresse ist zu lang.',
  }),
  unsupportedMediaType: own('unsupportedMediaType', 415, 'Unsupported Media Type', {
    fr: 'Le corps de la demande doit être en {mediaTypes}.',
    nl: 'De inhoud van de aanvraag moet {mediaTypes} zijn.',
    de: 'Der Inhalt der Anfrage muss {mediaTypes} sein.',
  }),
  tooManyRequests: belgif('tooManyRequests', 429, 'Too Many Requests', {
    fr: 'Trop de tâches sont en cours ; rien n’a été commencé. Réessayez lorsqu’une d’elles est terminée.',
    nl: 'Er lopen te veel taken; er is niets begonnen. Probeer opnieuw wanneer er een klaar is.',
    de: 'Es laufen zu viele Aufgaben; nichts wurde begonnen. Versuchen Sie es erneut, wenn eine fertig ist.',
  }),
  requestTimeout: own('requestTimeout', 408, 'Request Timeout', {
    fr: 'La demande n’est pas arrivée en entier à temps.',
    nl: 'De aanvraag is niet op tijd volledig aangekomen.',
    de: 'Die Anfrage ist nicht rechtzeitig vollständig angekommen.',
  }),
  headerFieldsTooLarge: own('headerFieldsTooLarge', 431, 'Request Header Fields Too Large', {
    fr: 'Les en-têtes de la demande sont trop longs.',
    nl: 'De headers van de aanvraag zijn te lang.',
    de: 'Die Kopfzeilen der Anfrage sind zu lang.',
  }),
  internalServerError: belgif('internalServerError', 500, 'Internal Server Error', {
    fr: 'Une erreur inattendue est survenue. Communiquez l’identifiant de trace au service.',
    nl: 'Er is een onverwachte fout opgetreden. Geef het trace-id door aan de dienst.',
    de: 'Ein unerwarteter Fehler ist aufgetreten. Teilen Sie dem Dienst die Trace-ID mit.',
  }),
  serviceUnavailable: belgif('serviceUnavailable', 503, 'Service Unavailable', {
    fr: 'Le service ne peut pas répondre en ce moment ; rien n’a été enregistré. Réessayez plus tard.',
    nl: 'De dienst kan nu niet antwoorden; er is niets geregistreerd. Probeer het later opnieuw.',
    de: 'Der Dienst kann zurzeit nicht antworten; es wurde nichts erfasst. Versuchen Sie es später erneut.',
  }),
  outcomeUnknown: own('outcomeUnknown', 503, 'Outcome Unknown', {
    fr: 'On ne sait pas si la demande a été enregistrée. La même demande avec la même clé donnera la réponse.',
    nl: 'Het is niet bekend of de aanvraag geregistreerd is. Dezelfde aanvraag met dezelfde sleutel geeft het antwoord.',
    de: 'Es ist nicht bekannt, ob die Anfrage erfasst wurde. Dieselbe Anfrage mit demselben Schlüssel gibt die Antwort.',
  }),
  taskNotRunning: own('taskNotRunning', 503, 'Task Not Running', {
    fr: 'Ce nœud n’exécute pas cette tâche, qui n’est pas terminée. La même demande avec la même clé la reprend où elle en était.',
    nl: 'Dit knooppunt voert deze taak niet uit, en ze is niet klaar. Dezelfde aanvraag met dezelfde sleutel zet ze voort waar ze was.',
    de: 'Dieser Knoten führt die Aufgabe nicht aus, und sie ist nicht fertig. Dieselbe Anfrage mit demselben Schlüssel setzt sie fort.',
  }),
} as const satisfies Readonly<Record<string, ProblemType>>;

export type FaultCode = keyof typeof FAULTS;
