import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IntakeError } from '../../src/intake/intake-error.js';
import { allowed, attachmentReach, isPublicAddress, PUBLIC_WEB } from '../../src/intake/reach.js';

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '192.0.2.1',
  '198.18.0.1',
  '240.0.0.1',
  '::',
  '::1',
  '::127.0.0.1',
  '::ffff:10.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001::1',
  'fe80::1',
  'fec0::1',
  'fd00::1',
  'ff02::1',
  '2001:db8::1',
  '5f00::1',
  'not an address',
])('%s is not an address of the public internet', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(['8.8.8.8', '93.184.215.14', '2606:4700::1111', '2a00:1450:4001::1'])('%s is one', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test('no address of a private network is public, however it is embedded in IPv6', () => {
  const octet = fc.integer({ min: 0, max: 255 });
  const inside = fc.oneof(
    fc.tuple(fc.constantFrom(10, 127, 0), octet, octet, octet),
    fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
    fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet),
    fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), octet, octet),
    fc.tuple(fc.integer({ min: 224, max: 255 }), octet, octet, octet),
  );
  fc.assert(
    fc.property(inside, fc.constantFrom('', '::ffff:', '::', '64:ff9b::'), (octets, prefix) => {
      expect(isPublicAddress(prefix + octets.join('.'))).toBe(false);
    }),
  );
});

test.each([
  ['file:///etc/passwd', 'badLink'],
  ['ftp://example.org/a.txt', 'badLink'],
  ['javascript:alert(1)', 'badLink'],
  ['https://user:secret@example.org/a.txt', 'badLink'],
  ['https://user@example.org/a.txt', 'badLink'],
  ['example.org/a.txt', 'badLink'],
  ['http://example.org:8080/a.txt', 'forbiddenAddress'],
  ['http://example.org:22/', 'forbiddenAddress'],
  ['http://127.0.0.1/a.txt', 'forbiddenAddress'],
  ['http://2130706433/a.txt', 'forbiddenAddress'],
  ['http://0x7f.1/a.txt', 'forbiddenAddress'],
  ['http://0177.0.0.1/a.txt', 'forbiddenAddress'],
  ['http://127.1/a.txt', 'forbiddenAddress'],
  ['http://[::1]/a.txt', 'forbiddenAddress'],
  ['http://[::ffff:127.0.0.1]/a.txt', 'forbiddenAddress'],
  ['http://１２７.0.0.1/a.txt', 'forbiddenAddress'],
])('%s is refused before any request', (link, refusal) => {
  expect(() => allowed(link, PUBLIC_WEB)).toThrow(expect.objectContaining({ refusal }));
});

test('an attachment comes from Discord, or from the host of the proxy, and from nowhere else', () => {
  const reach = attachmentReach('http://127.0.0.1:4000/api');
  const asks = (url: string, with_ = reach) => {
    try {
      return allowed(url, with_).href;
    } catch (error) {
      return (error as IntakeError).refusal;
    }
  };
  expect(asks('https://cdn.discordapp.com/attachments/1/2/a.txt')).toMatch(/^https/);
  expect(asks('http://127.0.0.1:4000/attachments/a.txt')).toMatch(/^http/);
  for (const url of [
    'http://cdn.discordapp.com/a.txt',
    'https://cdn.discordapp.com.evil.example/a.txt',
    'https://cdn.discordapp.com:444/a.txt',
    'http://127.0.0.1:4001/a.txt',
  ]) {
    expect(asks(url)).toBe('forbiddenAddress');
  }
  expect(asks('http://127.0.0.1:4000/a.txt', attachmentReach(undefined))).toBe('forbiddenAddress');
});
