/** Languages in which a text for people is given; titles of problems are English (Belgif `err-problem`). */
export const LANGUAGES = ['fr', 'nl', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text in each language; `{name}` stands for a value. */
export type Text = Readonly<Record<Language, string>>;

/**
 * The language of `Accept-Language` (RFC 9110 §12.5.4): by weight, then by place; `nl-BE` is `nl`. Where none of ours is
 * acceptable it is French, and never a refusal (Belgif `int-negot`).
 */
export function languageOf(header: string | undefined): Language {
  if (header === undefined) return 'fr';
  const wanted = header
    .split(',')
    .map((range) =>
      /^\s*([a-z]{1,8}|\*)(?:-[a-z0-9-]{1,35})?\s*(?:;\s*q=([01](?:\.\d{0,3})?)\s*)?$/i.exec(range),
    )
    .flatMap((match) => {
      const tag = match?.[1]?.toLowerCase();
      const language = tag === '*' ? 'fr' : LANGUAGES.find((one) => one === tag);
      return language === undefined ? [] : [{ language, weight: Number(match?.[2] ?? 1) }];
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  return wanted[0]?.language ?? 'fr';
}

/** The text with its values put in; a value that is missing is a bug and shows as its name. */
export const filled = (text: string, values: Readonly<Record<string, unknown>>): string =>
  text.replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (Array.isArray(value)) return value.join(', ');
    return typeof value === 'string' || typeof value === 'number' ? String(value) : whole;
  });
