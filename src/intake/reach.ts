import { lookup as lookUp } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { IntakeError } from './intake-error.js';

/** What may be fetched from where. */
export interface Reach {
  /** Whether a host may be asked at all, before its name is resolved. */
  mayAsk(url: URL): boolean;
  /** Whether an IP address may be connected to. */
  mayConnect(address: string): boolean;
  /** Redirects that are followed, each checked like the first address. */
  readonly redirects: number;
}

/** Addresses of the public internet, on its two usual ports. */
export const PUBLIC_WEB: Reach = {
  // A default port is not named in a URL that was parsed; naming the other protocol's is no use to anybody.
  mayAsk: ({ port }) => port === '',
  mayConnect: isPublicAddress,
  redirects: 3,
};

const ATTACHMENT_HOSTS = ['cdn.discordapp.com', 'media.discordapp.net'];

/** Where Discord keeps attachments; behind a REST proxy (`DISCORD_API_URL`) also that. */
export function attachmentReach(apiUrl: string | undefined): Reach {
  const proxy = apiUrl && new URL(apiUrl).host;
  return {
    mayAsk: ({ protocol, host }) =>
      (protocol === 'https:' && ATTACHMENT_HOSTS.includes(host)) || (proxy !== undefined && host === proxy),
    mayConnect: () => true,
    redirects: 0,
  };
}

/**
 * Whether an address is one of the public internet: not private, loopback, link-local, shared (CGNAT), multicast, reserved,
 * nor IPv6 that only wraps an IPv4 address (mapped, NAT64, 6to4, Teredo).
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  // Of IPv6, only 2000::/3 has been given out.
  return parsed instanceof ipaddr.IPv4 || parsed.match(ipaddr.IPv6.parse('2000::'), 3);
}

/** The address as a URL, if it may be asked. @throws IntakeError */
export function allowed(address: string | URL, reach: Reach, base?: URL): URL {
  if (!URL.canParse(String(address), base?.href)) throw new IntakeError('badLink');
  const url = new URL(address, base);
  if (!/^https?:$/.test(url.protocol) || url.username || url.password) throw new IntakeError('badLink');
  if (!reach.mayAsk(url)) throw new IntakeError('forbiddenAddress');
  // A host that is an address already is not looked up on connecting.
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) && !reach.mayConnect(literal)) throw new IntakeError('forbiddenAddress');
  return url;
}

/**
 * Resolves a host name for a connection, to nothing but addresses that may be connected to: what was checked is what is
 * connected to, whatever the name resolves to a moment later.
 */
export function checkedLookup({ mayConnect }: Reach): LookupFunction {
  return (host, options, callback) => {
    lookUp(host, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) {
        callback(error ?? new IntakeError('unreachable'), []);
      } else if (addresses.some(({ address }) => !mayConnect(address))) {
        callback(new IntakeError('forbiddenAddress'), []);
      } else if (options.all) {
        callback(null, addresses);
      } else {
        callback(null, first.address, first.family);
      }
    });
  };
}
