import { PermissionFlagsBits } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/discord/commands/index.js';
import { idInToken, inviteLinks, neededPermissions } from '../../src/discord/gateway/invite.js';

const { ViewChannel, SendMessages, SendMessagesInThreads, ReadMessageHistory, CreatePublicThreads } =
  PermissionFlagsBits;

test('a server is asked only for permissions that are used', () => {
  const needed = ViewChannel | SendMessages | SendMessagesInThreads | ReadMessageHistory;
  expect(neededPermissions({ threads: false }).bitfield).toBe(needed);
  expect(neededPermissions({ threads: true }).bitfield).toBe(needed | CreatePublicThreads);
});

test('the links name the application, the scopes and, for a server alone, the permissions', () => {
  const { server, user } = inviteLinks('123456789012345678', { threads: false });
  const asked = (link: string) => Object.fromEntries(new URL(link).searchParams);
  expect(asked(server)).toEqual({
    client_id: '123456789012345678',
    integration_type: '0',
    scope: 'bot applications.commands',
    permissions: String(neededPermissions({ threads: false }).bitfield),
  });
  expect(asked(user)).toEqual({
    client_id: '123456789012345678',
    integration_type: '1',
    scope: 'applications.commands',
  });
});

test('the id at the start of a token is found, and nothing in other text', () => {
  const token = (id: string) => `${Buffer.from(id).toString('base64url')}.abc.def`;
  expect(idInToken(token('123456789012345678'))).toBe('123456789012345678');
  for (const wrong of ['', 'a.b', token('12345'), token('not a number 123456')]) {
    expect(idInToken(wrong)).toBeUndefined();
  }
});

test('administrators’ commands are for servers with the bot; all others also work as a user app', () => {
  for (const { definition, forAdmins } of COMMANDS) {
    const [types, contexts] = [definition.integration_types, definition.contexts];
    expect({ name: definition.name, types, contexts }).toEqual(
      forAdmins
        ? { name: definition.name, types: [0], contexts: [0] }
        : { name: definition.name, types: [0, 1], contexts: [0, 1, 2] },
    );
  }
});
