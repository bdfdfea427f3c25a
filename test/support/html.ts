/** Text that is markup already; everything else is escaped where it is put into a page. */
export class Html {
  constructor(private readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

type Part = string | Html | readonly Html[];

/** A piece of a page; what is put into it is escaped, unless it is a piece itself. How the piece is laid out here is left out. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(texts.map((text, n) => text.replace(/\s*\n\s*/g, '\n') + shown(parts[n] ?? '')).join(''));

/** The description of a contract as paragraphs, with what its signs mean: `code` and **bold**. */
export const prose = (text: string): Html =>
  new Html(
    text
      .trim()
      .split(/\n\s*\n/)
      .map((paragraph) => `<p>${inline(paragraph.replace(/\s*\n\s*/g, ' '))}</p>`)
      .join('\n'),
  );

/** As an anchor spells it. */
export const slug = (name: string): string => name.replace(/[^A-Za-z0-9]+/g, '-');

const inline = (text: string): string =>
  escaped(text)
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>');

const shown = (part: Part): string =>
  typeof part === 'string' ? escaped(part) : part instanceof Html ? String(part) : part.join('');

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
