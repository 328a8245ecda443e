/** What looks like an address: names joined by dots, the last one of letters only. */
const ADDRESS =
  /[\p{L}\p{N}-]+(?:[.\u3002\uFF0E\uFF61][\p{L}\p{N}-]+)*[.\u3002\uFF0E\uFF61]\p{L}{2,}(?![\p{L}\p{N}])/gu;
/** Discord's own hosts, whose links may act at a press: join a server, add an app, accept a gift. */
const DISCORD = /(?:^|\.)(?:discord(?:app)?\.com|discord\.(?:gg|gift|new|me|li|io))$/;
const HARMLESS = /^\/(?:channels|blog|developers|safety|company|nitro|download|terms|privacy|guidelines)(?:\/|$)/;

/** Whether a link's label looks like the address of another site than the one it leads to. */
export function isDisguise(label: string, host: string): boolean {
  const place = bare(host);
  const read = label
    .slice(0, 1_000)
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '');
  return (read.match(ADDRESS) ?? []).some((shown) => bare(shown) !== place && !place.endsWith(`.${bare(shown)}`));
}

/** Whether a link opens an invite, an app's authorisation or similar, which nobody expects behind an article's title. */
export function leadsIntoDiscord({ hostname, pathname }: URL): boolean {
  const host = hostname.toLowerCase().replace(/\.$/, '');
  if (!DISCORD.test(host)) return false;
  return !/discord(?:app)?\.com$/.test(host) || !HARMLESS.test(pathname);
}

function bare(host: string): string {
  return host
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('\u3002', '.')
    .replace(/^www\./, '')
    .replace(/:\d+$/, '');
}
