import type { Text } from './language.js';

/** The rules of the domain's parsers in our languages, by their English text. */
export const PARSER_RULES: Readonly<Record<string, Text>> = {
  'must be 1 to 64 lower-case letters, digits or hyphens': {
    fr: '{name} doit compter 1 à 64 lettres minuscules, chiffres ou traits d’union.',
    nl: '{name} moet 1 tot 64 kleine letters, cijfers of koppeltekens tellen.',
    de: '{name} muss aus 1 bis 64 Kleinbuchstaben, Ziffern oder Bindestrichen bestehen.',
  },
  'must be a NIS code of five digits': {
    fr: '{name} doit être un code INS de cinq chiffres.',
    nl: '{name} moet een NIS-code van vijf cijfers zijn.',
    de: '{name} muss ein NIS-Code aus fünf Ziffern sein.',
  },
  'must be an enterprise number of ten digits whose check digits are right': {
    fr: '{name} doit être un numéro d’entreprise de dix chiffres aux chiffres de contrôle exacts.',
    nl: '{name} moet een ondernemingsnummer van tien cijfers met juiste controlecijfers zijn.',
    de: '{name} muss eine zehnstellige Unternehmensnummer mit richtigen Prüfziffern sein.',
  },
  'must be an IBAN whose check digits are right': {
    fr: '{name} doit être un IBAN aux chiffres de contrôle exacts.',
    nl: '{name} moet een IBAN met juiste controlecijfers zijn.',
    de: '{name} muss eine IBAN mit richtigen Prüfziffern sein.',
  },
  'must hold 1 to 11 letters or digits besides leading zeros': {
    fr: '{name} doit compter 1 à 11 lettres ou chiffres, hormis les zéros de tête.',
    nl: '{name} moet 1 tot 11 letters of cijfers tellen, voorloopnullen niet meegerekend.',
    de: '{name} muss 1 bis 11 Buchstaben oder Ziffern haben, führende Nullen nicht gezählt.',
  },
  'must be a day that exists, such as 2025-02-28': {
    fr: '{name} doit être un jour qui existe, tel que 2025-02-28.',
    nl: '{name} moet een bestaande dag zijn, zoals 2025-02-28.',
    de: '{name} muss ein bestehender Tag sein, wie 2025-02-28.',
  },
  'must be a month that exists, such as 2025-02': {
    fr: '{name} doit être un mois qui existe, tel que 2025-02.',
    nl: '{name} moet een bestaande maand zijn, zoals 2025-02.',
    de: '{name} muss ein bestehender Monat sein, wie 2025-02.',
  },
  'must be a UTC moment such as 2025-02-28T09:30:00.000Z': {
    fr: '{name} doit être un moment UTC tel que 2025-02-28T09:30:00.000Z.',
    nl: '{name} moet een UTC-tijdstip zijn zoals 2025-02-28T09:30:00.000Z.',
    de: '{name} muss ein UTC-Zeitpunkt wie 2025-02-28T09:30:00.000Z sein.',
  },
  'must be whole cents within 2^53': {
    fr: '{name} doit être un nombre entier de cents, inférieur à 2^53.',
    nl: '{name} moet een geheel aantal cent zijn, kleiner dan 2^53.',
    de: '{name} muss eine ganze Zahl von Cent unter 2^53 sein.',
  },
  'must be euros with at most two decimals, such as 1776.07': {
    fr: '{name} doit être un montant en euros à deux décimales au plus, tel que 1776.07.',
    nl: '{name} moet een bedrag in euro met hoogstens twee decimalen zijn, zoals 1776.07.',
    de: '{name} muss ein Betrag in Euro mit höchstens zwei Dezimalen sein, wie 1776.07.',
  },
  'must be a decimal rate such as 0.55': {
    fr: '{name} doit être un taux décimal tel que 0.55.',
    nl: '{name} moet een decimaal tarief zijn, zoals 0.55.',
    de: '{name} muss ein dezimaler Satz wie 0.55 sein.',
  },
  'must be a whole percentage': {
    fr: '{name} doit être un pourcentage entier.',
    nl: '{name} moet een geheel percentage zijn.',
    de: '{name} muss ein ganzer Prozentsatz sein.',
  },
  'must not hold control characters': {
    fr: '{name} ne peut contenir de caractères de contrôle.',
    nl: '{name} mag geen besturingstekens bevatten.',
    de: '{name} darf keine Steuerzeichen enthalten.',
  },
  'must not hold the national number of a person': {
    fr: '{name} ne peut contenir le numéro national d’une personne.',
    nl: '{name} mag geen rijksregisternummer van een persoon bevatten.',
    de: '{name} darf keine Nationalregisternummer einer Person enthalten.',
  },
};
