import type { Command } from '../command.js';
import { ask } from './ask.js';
import { reindex } from './reindex.js';
import { sources } from './sources.js';

export const createCommands = (adminRoleIds: readonly string[]): readonly Command[] => [
  ask,
  sources,
  reindex(adminRoleIds),
];
