const DAY = 24 * 60 * 60_000;

/** Runs `work` now and once a day until `signal` aborts. Errors go to `onFailure`. Does not keep the process alive. */
export function daily(signal: AbortSignal, work: () => void, onFailure: (error: unknown) => void): void {
  const once = () => {
    try {
      work();
    } catch (error) {
      onFailure(error);
    }
  };
  once();
  const timer = setInterval(once, DAY).unref();
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}
