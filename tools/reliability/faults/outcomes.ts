/** The most broken outcomes that are listed for each fault. */
const NAMED = 5;

/** The results of a fault that was tried several times. */
export interface Tried {
  readonly fault: string;
  readonly times: number;
  /** How it ended, and how often: "the complete old index is in use" → 63. */
  readonly outcomes: ReadonlyMap<string, number>;
  /** Outcomes that are not allowed. */
  readonly broken: readonly string[];
  /** Why it could not be tried here. */
  readonly skipped?: string;
}

/** Counts the outcomes of one fault. */
export class Outcomes {
  readonly #outcomes = new Map<string, number>();
  readonly #broken: string[] = [];
  #times = 0;

  constructor(readonly fault: string) {}

  /**
   * Tries once; `attempt` returns how it ended, or throws if that is not allowed. Undefined if the fault did not occur; this is not
   * counted.
   */
  async try(which: string, attempt: () => Promise<string | undefined>): Promise<void> {
    this.#times++;
    try {
      const outcome = await attempt();
      if (outcome === undefined) this.#times--;
      else this.#outcomes.set(outcome, (this.#outcomes.get(outcome) ?? 0) + 1);
    } catch (cause) {
      this.#broken.push(`${which}: ${(cause as Error).message}`);
    }
  }

  get times(): number {
    return this.#times;
  }

  get tried(): Tried {
    return { fault: this.fault, times: this.#times, outcomes: this.#outcomes, broken: this.#broken };
  }
}

export function skipped(fault: string, why: string): Tried {
  return { fault, times: 0, outcomes: new Map(), broken: [], skipped: why };
}

/** A Markdown table, followed by everything that was broken. */
export function table(all: readonly Tried[]): string {
  const rows = all.map(({ fault, times, outcomes, broken, skipped: why }) => {
    const counts = [...outcomes].map(([outcome, count]) => `${count} × ${outcome}`);
    const outcome = [
      ...counts,
      ...(broken.length > 0 ? [`**${broken.length} × broken**`] : []),
      ...(why ? [`not tried: ${why}`] : []),
    ];
    return `| ${fault} | ${times} | ${outcome.join('; ')} |`;
  });
  const broken = all.flatMap(({ fault, broken: each }) => each.slice(0, NAMED).map((what) => `- ${fault}, ${what}`));
  return ['| fault | times | outcome |', '|---|---|---|', ...rows, ...(broken.length > 0 ? ['', ...broken] : [])].join(
    '\n',
  );
}
