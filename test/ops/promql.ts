/** A metric in a PromQL query, with its label matchers. */
interface Asked {
  readonly name: string;
  readonly labels: readonly { readonly label: string; readonly pattern: RegExp }[];
}

const WORDS = new Set('sum min max rate increase changes histogram_quantile time by le and or unless for'.split(' '));

/**
 * The metrics in a query: every name that is not a function, keyword or grouping label known here, so that a misspelt name counts
 * as a metric that does not exist.
 */
export function namesIn(query: string): Asked[] {
  const rest = query
    .replace(/"(?:[^"\\]|\\.)*"/g, (text) => text.replace(/[^"]/g, (letter) => (/[\w.|$]/.test(letter) ? letter : '_')))
    .replace(/\bby \([\w, ]*\)/g, ' ')
    .replace(/\[[^\]]*\]/g, ' ');
  return [...rest.matchAll(/\b([a-zA-Z_][\w:]*)\s*(?:\{([^}]*)\})?/g)]
    .filter(([, name = '']) => !WORDS.has(name) && !/^\d/.test(name) && !/^e\d+$/.test(name))
    .map(([, name = '', inside = '']) => ({
      name,
      labels: [...inside.matchAll(/(\w+)(=~?)"([^"]*)"/g)].map(([, label = '', , value = '']) => ({
        label,
        // A variable of the dashboard can have any value.
        pattern: value.startsWith('$') ? /^.+$/ : new RegExp(`^(?:${value})$`),
      })),
    }));
}
