/** A request of a page as one types it, and the answer that the page prints. */
export interface Step {
  /** Line of the page, from 1. */
  readonly line: number;
  readonly section: string;
  readonly request: string;
  /** True for what runs in a window of its own until the next one starts. */
  readonly server: boolean;
  readonly answer: { readonly text: string; readonly language: string } | undefined;
}

const FENCE = /^```(\w+)( server)?\n([\s\S]*?)^```$/gm;

/** The steps of a page: every block of `sh`, with the block of another language after it as its answer. */
export function stepsOf(page: string): readonly Step[] {
  const blocks = [...page.matchAll(FENCE)].map(({ index, 1: language = '', 2: server, 3: text = '' }) => ({
    index,
    language,
    text,
    server: server !== undefined,
  }));
  return blocks.flatMap(({ index, language, text, server }, n) => {
    if (language !== 'sh') return [];
    const before = page.slice(0, index);
    const next = blocks[n + 1];
    return [
      {
        line: before.split('\n').length,
        section: [...before.matchAll(/^## (.*)$/gm)].at(-1)?.[1] ?? '',
        request: text,
        server,
        answer: next === undefined || next.language === 'sh' ? undefined : next,
      },
    ];
  });
}
