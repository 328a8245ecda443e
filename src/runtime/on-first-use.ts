import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * Returns a function that loads an installed package when it is first called. For packages that take a tenth of a second to load
 * and that most processes and threads never need, such as the parsers of single formats.
 */
export function onFirstUse<Module>(name: string): () => Module {
  let loaded: Module | undefined;
  return () => {
    loaded ??= require(name) as Module;
    return loaded;
  };
}
