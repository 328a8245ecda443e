import { lookup as lookUp } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { parseUrl } from '../runtime/urls.js';
import { IntakeError } from './intake-error.js';

/** What may be fetched, and from where. */
export interface Reach {
  /** Whether a host may be asked at all, before its name is resolved. */
  mayAsk(url: URL): boolean;
  /** Whether connections to an IP address are allowed. */
  mayConnect(address: string): boolean;
  /** How many redirects are followed, each checked like the first address. */
  readonly redirects: number;
}

/** Addresses of the public internet, on its two default ports. */
export const PUBLIC_WEB: Reach = {
  // A parsed URL does not name a default port; the port of the other protocol is of no use.
  mayAsk: ({ port }) => port === '',
  mayConnect: isPublicAddress,
  redirects: 3,
};

const ATTACHMENT_HOSTS = ['cdn.discordapp.com', 'media.discordapp.net'];

/** Where Discord stores attachments, and the REST proxy (`DISCORD_API_URL`) if there is one. */
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
 * Whether an address is on the public internet: not private, loopback, link-local, shared (CGNAT), multicast or reserved, and not
 * an IPv6 address that only wraps an IPv4 one (mapped, NAT64, 6to4, Teredo).
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  // Only 2000::/3 of IPv6 is assigned.
  return parsed instanceof ipaddr.IPv4 || parsed.match(ipaddr.IPv6.parse('2000::'), 3);
}

/** The address as a URL, if it may be requested. @throws IntakeError */
export function allowed(address: string | URL, reach: Reach, base?: URL): URL {
  const url = parseUrl(String(address), base?.href);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) throw new IntakeError('badLink');
  if (!reach.mayAsk(url)) throw new IntakeError('forbiddenAddress');
  // A host that is an IP address is not resolved when connecting.
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) && !reach.mayConnect(literal)) throw new IntakeError('forbiddenAddress');
  return url;
}

/**
 * Resolves a host name only to addresses that may be connected to. The connection uses exactly the addresses that were checked,
 * whatever the name resolves to a moment later.
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
