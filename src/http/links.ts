/** Name and major version of the API in every address. */
export const BASE_PATH = 'fundingFlows/v1';

/** Parameters of an address; what is undefined is left out, a list repeats its name. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** Addresses of this API, absolute and never from what a request says its host is. */
export class Links {
  private base: string;

  constructor(publicUrl: string) {
    this.base = `${publicUrl}/${BASE_PATH}`;
  }

  /** Where the configuration asked for any free port: the one that it became. */
  listeningOn(port: number): void {
    this.base = this.base.replace(/^(http:\/\/localhost):0\//, `$1:${port}/`);
  }

  /** `to('cpas/abc/shares', { year: 2025 })`; ids of ours need no escaping, other parts of a path do. */
  to(path: string, query: Query = {}): string {
    let text = '';
    for (const [name, value] of Object.entries(query)) {
      for (const one of Array.isArray(value) ? value : [value]) {
        if (one !== undefined) text += `${text === '' ? '?' : '&'}${encoded(name)}=${encoded(String(one))}`;
      }
    }
    return `${this.base}/${path}${text}`;
  }
}

/** As a form encodes it; most of what stands in our addresses needs nothing of it. */
const encoded = (text: string): string =>
  /^[\w.-]*$/.test(text) ? text : new URLSearchParams([['', text]]).toString().slice(1);
