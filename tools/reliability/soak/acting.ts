import { setTimeout as sleep } from 'node:timers/promises';
import { AsyncQueue } from '@sapphire/async-queue';

/** Allows some things to happen only while nobody acts. */
export class Acting {
  #acting = 0;
  #alone: Promise<void> | undefined;
  readonly #troubles = new AsyncQueue();

  async during(act: () => Promise<void>): Promise<void> {
    while (this.#alone) await this.#alone;
    this.#acting += 1;
    await act().finally(() => {
      this.#acting -= 1;
    });
  }

  /** Runs one trouble at a time. */
  async oneAtATime(work: () => Promise<void>): Promise<void> {
    await this.#troubles.wait();
    try {
      await work();
    } finally {
      this.#troubles.shift();
    }
  }

  async alone(work: () => Promise<void>): Promise<void> {
    await this.oneAtATime(async () => {
      let free = () => {};
      this.#alone = new Promise((resolve) => {
        free = resolve;
      });
      try {
        while (this.#acting > 0) await sleep(20);
        await work();
      } finally {
        this.#alone = undefined;
        free();
      }
    });
  }
}
