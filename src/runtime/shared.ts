/** Does work once for everyone who asks while it is in progress, or within `milliseconds` after it has ended. */
export function shared<T>(work: () => Promise<T>, milliseconds = 0): () => Promise<T> {
  let outcome: Promise<T> | undefined;
  const forget = () => {
    outcome = undefined;
  };
  const ended = () => {
    if (milliseconds > 0) setTimeout(forget, milliseconds).unref();
    else forget();
  };
  return () => {
    if (!outcome) {
      outcome = work();
      outcome.then(ended, ended);
    }
    return outcome;
  };
}
