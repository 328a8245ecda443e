import { ApplicationCommandType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/discord/commands/index.js';
import { choiceFor, sourceOfChoice } from '../../src/discord/sources/source-choice.js';

describe('commands', () => {
  const definitions = COMMANDS.map(({ definition }) => definition);

  it('have unique names within Discord’s limits', () => {
    const names = definitions.flatMap(({ name, type }) => (type === ApplicationCommandType.ChatInput ? [name] : []));
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeLessThanOrEqual(100);
    for (const name of names) expect(name).toMatch(/^[a-z-]{1,32}$/);
  });

  it('say where they may be used', () => {
    for (const { contexts, integration_types } of definitions) {
      expect(contexts?.length).toBeGreaterThan(0);
      expect(integration_types?.length).toBeGreaterThan(0);
    }
  });
});

describe('autocomplete choices', () => {
  const source = (id: string, title: string) => ({ id, title, language: 'en', passages: 1, collection: '' });
  const all = [source('a.txt', ' '), source('b'.repeat(300), 'Long '.repeat(60)), source('c'.repeat(300), 'Other')];
  const verbatim = { sources: () => all, findSources: () => [] };

  it('stay within 100 characters and lead back to their article', () => {
    for (const each of all) {
      const { name, value } = choiceFor(each);
      expect(name.length).toBeGreaterThan(0);
      expect(Math.max(name.length, value.length)).toBeLessThanOrEqual(100);
      expect(sourceOfChoice(value, verbatim)).toBe(each);
    }
  });
});
