import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';

/** Something that takes whatever it is given, and what has to hold then. */
export interface Target<Input = unknown> {
  readonly name: string;
  /** Inputs in an ordinary run; `npm run fuzz -- --inputs` has more of all. */
  readonly inputs: number;
  /** How many inputs one generated value is, where several are tried together. */
  readonly together?: number;
  readonly from: fc.Arbitrary<Input>;
  check(input: Input): void | Promise<void>;
  /** Inputs that failed once, and are tried in every run. */
  readonly examples?: readonly Input[];
}

export function target<Input>(given: Target<Input>): Target {
  return given as unknown as Target;
}

export const sumOf = (targets: readonly Target[]): number =>
  targets.reduce((sum, { inputs, together = 1 }) => sum + inputs * together, 0);

/** How many times as many as usual. */
const TIMES = Number(process.env.FUZZ_TIMES ?? 1);
/** Milliseconds that one input may take, on a busy machine. */
const PATIENCE = 10_000;
/** Milliseconds for all inputs of a target, however many there are. */
const WHOLE = 180_000 * Math.max(1, TIMES);

/** Tries targets with generated inputs, one test each, counts what was really tried, and says how long it took. */
export function fuzz(what: string, targets: readonly Target[]): void {
  describe(`${what}, whatever is given to it`, () => {
    const started = performance.now();
    let tried = 0;
    it.each(targets.map((each) => [each.name, each] as const))(
      '%s',
      async (_, { inputs, together = 1, from, check, examples = [] }) => {
        const numRuns = Math.ceil(inputs * TIMES) + examples.length;
        let own = 0;
        const property = fc.asyncProperty(from, async (input) => {
          own++;
          const began = performance.now();
          await check(input);
          expect(performance.now() - began).toBeLessThan(PATIENCE);
        });
        await fc.assert(property, { numRuns, examples: examples.map((example) => [example] as [unknown]) });
        expect(own).toBeGreaterThanOrEqual(numRuns);
        tried += own * together;
      },
      WHOLE,
    );

    afterAll(() => {
      const seconds = ((performance.now() - started) / 1_000).toFixed(1);
      process.stdout.write(`${what}: ${tried.toLocaleString('en')} inputs in ${seconds} s\n`);
    });
  });
}
