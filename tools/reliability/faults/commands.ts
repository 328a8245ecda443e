import { spawn } from 'node:child_process';
import path from 'node:path';
import { fromProjectRoot } from '../../../src/runtime/project.js';

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
  /** Milliseconds until its first output, which index runs write once they have read the articles. */
  readonly untilOutput: number;
}

export interface CommandOptions {
  readonly env: Readonly<Record<string, string>>;
  /** The working directory; without the project's `.env`. */
  readonly cwd: string;
  /** The installation whose `dist` is run; this one by default. */
  readonly project?: string;
  /** Node's own arguments. */
  readonly nodeArguments?: readonly string[];
  /** Another program that runs Node, with its arguments, such as `prlimit`. */
  readonly through?: readonly string[];
  /** Receives a function that kills the process. */
  readonly onStart?: (kill: () => void) => void;
  /** Receives everything written so far, at each output. */
  readonly onOutput?: (written: string) => void;
  /** Milliseconds after its first output at which the process is killed. */
  readonly killAfter?: number;
}

/** Runs a command to its end as `npm run` does, in its own process. A name with a slash is a file of the build instead. */
export function command(name: string, args: readonly string[], options: CommandOptions): Promise<Ended> {
  const started = performance.now();
  const file = name.includes('/') ? `${name}.js` : `scripts/${name}.js`;
  const script = path.join(options.project ?? fromProjectRoot('.'), 'dist', file);
  const node = [process.execPath, ...(options.nodeArguments ?? []), script, ...args];
  const [program = '', ...rest] = [...(options.through ?? []), ...node];
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(program, rest, { cwd: options.cwd, env: { PATH, HOME, ...options.env } });
  const kill = () => void child.kill('SIGKILL');
  options.onStart?.(kill);
  let timer: NodeJS.Timeout | undefined;
  let untilOutput: number | undefined;
  const written = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (chunk: string) => {
      untilOutput ??= performance.now() - started;
      if (options.killAfter !== undefined) timer ??= setTimeout(kill, options.killAfter);
      written[stream] += chunk;
      options.onOutput?.(written.stdout + written.stderr);
    });
  }
  child.stdin.on('error', () => {}).end();
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const milliseconds = performance.now() - started;
      resolve({ code, signal, ...written, milliseconds, untilOutput: untilOutput ?? milliseconds });
    });
  });
}

/** Whether a command said what is wrong and what to do, instead of printing a stack. */
export function saidClearly({ code, stderr }: Ended): boolean {
  return (
    code === 1 && stderr.trim() !== '' && !/^\s+at .+[:(]/m.test(stderr) && !/\b(TypeError|ZodError)\b/.test(stderr)
  );
}
