import { expect, test } from 'vitest';
import { parseUrl } from '../../src/runtime/urls.js';

test('an address with accents is valid however many were parsed before', () => {
  const [spelled, plain] = ['https://bänk.example/ä', 'https://bank.example/'];
  for (let call = 0; call < 20_000; call++) expect(parseUrl(plain)?.host).toBe('bank.example');
  for (let call = 0; call < 20_000; call++) if (!parseUrl(spelled)) expect.fail(`invalid in call ${call + 1}`);
  expect(parseUrl(spelled)?.host).toBe('xn--bnk-qla.example');
});

test('what is no address is undefined, and a relative one needs a base', () => {
  expect(parseUrl('nonsense')).toBeUndefined();
  expect(parseUrl('/a')).toBeUndefined();
  expect(parseUrl('/a', 'https://example.com/b')?.href).toBe('https://example.com/a');
});
