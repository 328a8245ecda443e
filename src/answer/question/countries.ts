import { createRequire } from 'node:module';
import { z } from 'zod';
import { indexTerms } from '../../search/text/terms.js';

const require = createRequire(import.meta.url);
const { countries } = z
  .object({ countries: z.record(z.string(), z.union([z.string(), z.array(z.string())])) })
  .parse(require('i18n-iso-countries/langs/en.json'));
const { nationalities } = z
  .object({ nationalities: z.record(z.string(), z.string()) })
  .parse(require('i18n-nationality/langs/en.json'));

/** What the lists lack: short forms, other common names, and demonyms. By ISO 3166 code. */
const MORE: Readonly<Record<string, readonly string[]>> = {
  AE: ['Emirati', 'Emirates'],
  AF: ['Afghani'],
  AR: ['Argentine', 'Argentinian'],
  BA: ['Bosnia', 'Bosnian'],
  BN: ['Brunei'],
  BT: ['Bhutan'],
  CD: ['DRC', 'DR Congo'],
  CN: ['PRC'],
  CZ: ['Czech'],
  DK: ['Dane', 'Danes'],
  ES: ['Spaniard'],
  FI: ['Finn'],
  FM: ['Micronesia'],
  FR: ['Frenchman'],
  GB: ['UK', 'Britain', 'Briton'],
  IS: ['Icelander'],
  KP: ['DPRK', "Democratic People's Republic of Korea"],
  KR: ['ROK'],
  KZ: ['Kazakh'],
  LA: ['Laos'],
  MD: ['Moldova'],
  MM: ['Burma'],
  NL: ['Holland', 'Dutchman'],
  PL: ['Pole', 'Poles'],
  PS: ['Palestinian'],
  RS: ['Serb'],
  RU: ['Russia'],
  SA: ['Saudi Arabian', 'KSA'],
  SE: ['Swede'],
  SK: ['Slovak'],
  SI: ['Slovene'],
  SY: ['Syria'],
  SZ: ['Swaziland'],
  TR: ['Turk', 'Turkiye'],
  TT: ['Trinidad'],
  TZ: ['Tanzania'],
  UZ: ['Uzbek'],
  VA: ['Vatican', 'Holy See'],
  YE: ['Yemeni'],
  XK: ['Kosovar'],
};

/** Each name of a country, people or nationality, as its index terms, with the other names for the same country. */
const FORMS = formsByTerms();
const WRITTEN = new Map([...FORMS.values()].flat().map((form) => [indexTerms(form).join(' '), form]));

/** Other names of the country that these index terms name, or whose people they name: "Germany" for "German". */
export function otherNamesOf(terms: readonly string[]): readonly string[] {
  return FORMS.get(terms.join(' ')) ?? [];
}

/** A country's or people's name with its capitals; undefined for all other words. */
export function countryAsWritten(words: string): string | undefined {
  const form = WRITTEN.get(indexTerms(words).join(' '));
  if (form === undefined) return undefined;
  if (/^(?:\p{Lu}\.?)+$/u.test(form)) return form.replaceAll('.', '');
  return words.replace(/(?<![\p{L}'’])(?!(?:of|and|the) )\p{Ll}/gu, (letter) => letter.toUpperCase());
}

function formsByTerms(): ReadonlyMap<string, readonly string[]> {
  const forms = new Map<string, readonly string[]>();
  const shared = new Set<string>();
  for (const [code, listed] of Object.entries(countries)) {
    const nationality = nationalities[code] ?? '';
    // Some entries have explanations in brackets, or are not nationalities.
    const people = /^\p{L}[\p{L} ]*$/u.test(nationality) && code !== 'WF' ? [nationality] : [];
    const all = [...[listed].flat().filter((name) => !/[(,]/u.test(name)), ...people, ...(MORE[code] ?? [])];
    const byTerms = new Map(all.map((form) => [indexTerms(form).join(' '), form]));
    for (const terms of byTerms.keys()) {
      if (forms.has(terms)) shared.add(terms);
      forms.set(
        terms,
        [...byTerms].flatMap(([other, form]) => (other === terms ? [] : form)),
      );
    }
  }
  // A name that two countries share, such as "Congo", is ambiguous.
  for (const terms of shared) forms.delete(terms);
  return forms;
}
