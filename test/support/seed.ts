import fc from 'fast-check';

// The same inputs in every run, so that a failure is caused by a change; FC_SEED tries others.
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 1) });
