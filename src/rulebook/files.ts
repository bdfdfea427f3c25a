import { readFileSync } from 'node:fs';

/** The published rulebook of the integration income, as `parseRulebookFile` reads it. */
export const publishedRis = (): string => read('./ris.txt');

/** The municipalities of 2024 and 2025, as `parseMunicipalities` reads them. */
export const publishedMunicipalities = (): string => read('./municipalities.txt');

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
