import { type APIMessage, MessageFlags } from 'discord-api-types/v10';
import type { Exchange } from '../discord-stand-in/client/exchange.js';
import type { StandIn } from '../discord-stand-in/stand-in.js';

/** Milliseconds after which an answer counts as missing. */
const OVERDUE_AFTER_MS = 90_000;

/** Numbers of requests and their outcomes. */
export interface Tally {
  asked: number;
  answered: number;
  /** Told to ask again later. */
  refused: number;
}

interface Open {
  readonly since: number;
  readonly what: string;
  /** The outcome; undefined while it is unknown. */
  readonly look: () => 'answered' | 'refused' | undefined;
  /** How many answers there are. */
  readonly count: () => number;
}

const LATER = /Please ask again|about to restart/;

/** Whether the reply to an interaction is complete. */
export function isAnswered({ callback, message }: Exchange): boolean {
  return callback !== undefined && ((message?.flags ?? 0) & MessageFlags.Loading) === 0;
}

export function isRefused(exchange: Exchange): boolean {
  return LATER.test(exchange.text);
}

/** Keeps account of every request: each must get exactly one answer. */
export class Ledger {
  readonly tally: Tally = { asked: 0, answered: 0, refused: 0 };
  readonly problems: string[] = [];
  /** Milliseconds until the acknowledgement, for the interactions since this was last emptied. */
  readonly acknowledgements: number[] = [];
  readonly #open = new Set<Open>();
  /** Answered, and watched for a second answer. */
  readonly #answered = new Set<Open>();

  constructor(private readonly discord: StandIn) {}

  interaction(exchange: Exchange): void {
    const what = `/${exchange.facts.command ?? exchange.kind}`;
    const look = () => {
      if (!isAnswered(exchange)) return undefined;
      this.acknowledgements.push(exchange.callback?.afterMs ?? 0);
      return isRefused(exchange) ? ('refused' as const) : ('answered' as const);
    };
    this.#add({ since: Date.now(), what, look, count: () => 1 });
  }

  message(message: APIMessage): void {
    const answers = () => this.discord.answersTo(message);
    this.#add({
      since: Date.now(),
      what: `"${message.content}"`,
      look: () => (answers().length > 0 ? 'answered' : undefined),
      count: () => answers().length,
    });
  }

  get waiting(): number {
    return this.#open.size;
  }

  /** Checks the outcome of all open requests. */
  settle(): void {
    for (const open of this.#open) {
      const outcome = open.look();
      const age = Date.now() - open.since;
      if (outcome) {
        this.#open.delete(open);
        this.#answered.add(open);
        this.tally[outcome] += 1;
      } else if (age > OVERDUE_AFTER_MS) {
        this.#open.delete(open);
        this.problems.push(`${open.what} was not answered within ${OVERDUE_AFTER_MS / 1_000} s`);
      }
    }
    for (const open of this.#answered) {
      if (open.count() > 1) this.problems.push(`${open.what} was answered ${open.count()} times`);
      if (open.count() > 1 || Date.now() - open.since > OVERDUE_AFTER_MS) this.#answered.delete(open);
    }
  }

  #add(open: Open): void {
    this.tally.asked += 1;
    this.#open.add(open);
  }
}
