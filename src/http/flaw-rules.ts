import type { Text } from './language.js';

/** What may be wrong with one input. `{name}` is the input; other names are values of the rule. */
export const FLAW_RULES = {
  required: {
    fr: '{name} est obligatoire.',
    nl: '{name} is verplicht.',
    de: '{name} ist erforderlich.',
  },
  notNull: {
    fr: '{name} ne peut pas être null : ce qui n’est pas donné est laissé de côté.',
    nl: '{name} mag niet null zijn: wat niet gegeven wordt, wordt weggelaten.',
    de: '{name} darf nicht null sein: was nicht angegeben wird, wird weggelassen.',
  },
  unknown: {
    fr: '{name} n’est pas connu ici.',
    nl: '{name} is hier niet bekend.',
    de: '{name} ist hier nicht bekannt.',
  },
  notFound: {
    fr: '{name} désigne quelque chose qui n’existe pas.',
    nl: '{name} verwijst naar iets dat niet bestaat.',
    de: '{name} bezeichnet etwas, das es nicht gibt.',
  },
  text: {
    fr: '{name} doit être un texte.',
    nl: '{name} moet tekst zijn.',
    de: '{name} muss ein Text sein.',
  },
  wholeNumber: {
    fr: '{name} doit être un nombre entier.',
    nl: '{name} moet een geheel getal zijn.',
    de: '{name} muss eine ganze Zahl sein.',
  },
  boolean: {
    fr: '{name} doit être true ou false.',
    nl: '{name} moet true of false zijn.',
    de: '{name} muss true oder false sein.',
  },
  object: {
    fr: '{name} doit être un objet.',
    nl: '{name} moet een object zijn.',
    de: '{name} muss ein Objekt sein.',
  },
  list: {
    fr: '{name} doit être une liste.',
    nl: '{name} moet een lijst zijn.',
    de: '{name} muss eine Liste sein.',
  },
  atLeast: {
    fr: '{name} doit être au moins {limit}.',
    nl: '{name} moet minstens {limit} zijn.',
    de: '{name} muss mindestens {limit} sein.',
  },
  atMost: {
    fr: '{name} doit être au plus {limit}.',
    nl: '{name} mag hoogstens {limit} zijn.',
    de: '{name} darf höchstens {limit} sein.',
  },
  tooShort: {
    fr: '{name} doit compter au moins {limit} caractères.',
    nl: '{name} moet minstens {limit} tekens tellen.',
    de: '{name} muss mindestens {limit} Zeichen haben.',
  },
  tooLong: {
    fr: '{name} doit compter au plus {limit} caractères.',
    nl: '{name} mag hoogstens {limit} tekens tellen.',
    de: '{name} darf höchstens {limit} Zeichen haben.',
  },
  tooFew: {
    fr: '{name} doit compter au moins {limit} éléments.',
    nl: '{name} moet minstens {limit} elementen tellen.',
    de: '{name} muss mindestens {limit} Elemente haben.',
  },
  tooMany: {
    fr: '{name} doit compter au plus {limit} éléments.',
    nl: '{name} mag hoogstens {limit} elementen tellen.',
    de: '{name} darf höchstens {limit} Elemente haben.',
  },
  oneOf: {
    fr: '{name} doit être l’une de ces valeurs : {allowed}.',
    nl: '{name} moet een van deze waarden zijn: {allowed}.',
    de: '{name} muss einer dieser Werte sein: {allowed}.',
  },
  shape: {
    fr: '{name} n’a pas la forme attendue.',
    nl: '{name} heeft niet de verwachte vorm.',
    de: '{name} hat nicht die erwartete Form.',
  },
  parserRule: {
    fr: '{name} n’est pas valable ({rule}).',
    nl: '{name} is ongeldig ({rule}).',
    de: '{name} ist ungültig ({rule}).',
  },
  json: {
    fr: 'Le corps de la demande n’est pas du JSON valable.',
    nl: 'De inhoud van de aanvraag is geen geldige JSON.',
    de: 'Der Inhalt der Anfrage ist kein gültiges JSON.',
  },
  jsonObject: {
    fr: 'Le corps de la demande doit être un objet JSON.',
    nl: 'De inhoud van de aanvraag moet een JSON-object zijn.',
    de: 'Der Inhalt der Anfrage muss ein JSON-Objekt sein.',
  },
  unicode: {
    fr: 'Le corps de la demande contient une moitié de caractère Unicode.',
    nl: 'De inhoud van de aanvraag bevat een half Unicode-teken.',
    de: 'Der Inhalt der Anfrage enthält ein halbes Unicode-Zeichen.',
  },
  twice: {
    fr: '{name} figure deux fois dans le même objet.',
    nl: '{name} staat twee keer in hetzelfde object.',
    de: '{name} steht zweimal im selben Objekt.',
  },
  tooDeep: {
    fr: 'Le corps de la demande est imbriqué sur plus de {limit} niveaux.',
    nl: 'De inhoud van de aanvraag is dieper dan {limit} niveaus genest.',
    de: 'Der Inhalt der Anfrage ist tiefer als {limit} Ebenen verschachtelt.',
  },
  cutOff: {
    fr: '{name} n’est pas arrivé en entier ; rien n’en est gardé.',
    nl: '{name} is niet volledig aangekomen; niets ervan wordt bewaard.',
    de: '{name} ist nicht vollständig angekommen; nichts davon wird behalten.',
  },
  malformedUrl: {
    fr: 'L’adresse demandée contient des caractères mal codés.',
    nl: 'Het gevraagde adres bevat verkeerd gecodeerde tekens.',
    de: 'Die angefragte Adresse enthält falsch kodierte Zeichen.',
  },
  malformedRequest: {
    fr: 'La demande ne respecte pas les règles de HTTP.',
    nl: 'De aanvraag volgt de regels van HTTP niet.',
    de: 'Die Anfrage entspricht nicht den Regeln von HTTP.',
  },
  uuid: {
    fr: '{name} doit être un UUID en minuscules.',
    nl: '{name} moet een UUID in kleine letters zijn.',
    de: '{name} muss eine UUID in Kleinbuchstaben sein.',
  },
  entityTag: {
    fr: '{name} doit être une étiquette forte telle que "7", prise de ETag ; * n’est pas accepté.',
    nl: '{name} moet een sterke tag zijn zoals "7", overgenomen uit ETag; * wordt niet aanvaard.',
    de: '{name} muss ein starkes Tag wie "7" aus ETag sein; * wird nicht angenommen.',
  },
  notBoth: {
    fr: '{name} ne peut pas être donné en même temps que {other}.',
    nl: '{name} kan niet samen met {other} gegeven worden.',
    de: '{name} kann nicht zusammen mit {other} angegeben werden.',
  },
  invalidPeriod: {
    fr: '{name} est antérieur à {start}.',
    nl: '{name} ligt vóór {start}.',
    de: '{name} liegt vor {start}.',
  },
  personInAddress: {
    fr: '{name} est le numéro national d’une personne, qui ne peut figurer dans une adresse : cherchez la personne par POST /dossiers/query.',
    nl: '{name} is het rijksregisternummer van een persoon en mag niet in een adres staan: zoek de persoon met POST /dossiers/query.',
    de: '{name} ist die Nationalregisternummer einer Person und darf nicht in einer Adresse stehen: Suchen Sie die Person mit POST /dossiers/query.',
  },
  inTheFuture: {
    fr: '{name} est dans le futur.',
    nl: '{name} ligt in de toekomst.',
    de: '{name} liegt in der Zukunft.',
  },
  beforeTheLog: {
    fr: '{name} est antérieur à l’ouverture du journal.',
    nl: '{name} ligt vóór de opening van het logboek.',
    de: '{name} liegt vor der Eröffnung des Protokolls.',
  },
  beyondTheLog: {
    fr: '{name} dépasse la fin du journal, qui est {head}.',
    nl: '{name} ligt voorbij het einde van het logboek, dat {head} is.',
    de: '{name} liegt hinter dem Ende des Protokolls, das {head} ist.',
  },
  cursor: {
    fr: '{name} ne vient pas de cette question : suivez le lien next d’une page.',
    nl: '{name} komt niet van deze vraag: volg de link next van een pagina.',
    de: '{name} stammt nicht aus dieser Abfrage: Folgen Sie dem Link next einer Seite.',
  },
} as const satisfies Readonly<Record<string, Text>>;

export type FlawRule = keyof typeof FLAW_RULES;
