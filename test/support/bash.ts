import { spawn } from 'node:child_process';

/** A shell that keeps its variables from one step to the next. */
export interface Bash {
  /** What the step printed on standard output. Throws where its last command failed, with what it said. */
  run(step: string): Promise<string>;
  close(): void;
}

const END = '@@ end of step';

/** Starts a bash in the project's folder. */
export function openBash(environment: Readonly<Record<string, string | undefined>>): Bash {
  const child = spawn('bash', [], { env: { ...process.env, ...environment }, stdio: 'pipe' });
  let [out, err] = ['', ''];
  let heard: (() => void) | undefined;
  child.stdout.on('data', (piece: Buffer) => {
    out += piece.toString();
    if (/@@ end of step \d+\n$/.test(out)) heard?.();
  });
  child.stderr.on('data', (piece: Buffer) => (err += piece.toString()));
  return {
    async run(step) {
      [out, err] = ['', ''];
      const ended = new Promise<void>((resolve) => (heard = resolve));
      child.stdin.write(`${step}\necho "\n${END} $?"\n`);
      await ended;
      const [text = '', status] = out.split(`\n${END} `);
      if (status?.trim() !== '0') throw new Error(`ended with ${status ?? ''}: ${err}${text}`);
      return text;
    },
    close: () => child.stdin.end(),
  };
}
