/** What people take for an address: names joined by points, the last of letters alone. */
const ADDRESS =
  /[\p{L}\p{N}-]+(?:[.\u3002\uFF0E\uFF61][\p{L}\p{N}-]+)*[.\u3002\uFF0E\uFF61]\p{L}{2,}(?![\p{L}\p{N}])/gu;
/** Discord's own places that do something at a press: join a server, add an app, take a gift. */
const DISCORD = /(?:^|\.)(?:discord(?:app)?\.com|discord\.(?:gg|gift|new|me|li|io))$/;
const HARMLESS = /^\/(?:channels|blog|developers|safety|company|nitro|download|terms|privacy|guidelines)(?:\/|$)/;

/** Whether a link's label would pass for the address of another place than the one it leads to. */
export function isDisguise(label: string, host: string): boolean {
  const place = bare(host);
  const read = label
    .slice(0, 1_000)
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '');
  return (read.match(ADDRESS) ?? []).some((shown) => bare(shown) !== place && !place.endsWith(`.${bare(shown)}`));
}

/** Whether a link opens an invite, an app's authorisation or the like, which nobody expects behind an article's title. */
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
