import { OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { AnyServerChannel, Server, ServerChannel } from './server.js';

/** An app's permissions where it is not a member: in direct messages, or installed by a person for themselves. */
export const ELSEWHERE =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory;
const ALL = Object.values(PermissionFlagsBits).reduce((sum, bit) => sum | bit, 0n);

export type Permission = keyof typeof PermissionFlagsBits;

/** The channel whose overwrites apply: for a thread, its parent. */
function governing(server: Server, channel: AnyServerChannel): ServerChannel | undefined {
  const id = 'thread_metadata' in channel ? channel.parent_id : channel.id;
  return server.channels.find((each) => each.id === id);
}

/** A member's permissions in a channel, computed as Discord documents it; none for non-members. */
export function permissionsIn(server: Server, userId: string, channel: AnyServerChannel): bigint {
  const roles = server.rolesOf(userId);
  if (!roles) return 0n;
  const held = new Set([server.id, ...roles]);
  const base = server.roles.reduce((sum, { id, permissions }) => (held.has(id) ? sum | BigInt(permissions) : sum), 0n);
  if (userId === server.ownerId || base & PermissionFlagsBits.Administrator) return ALL;
  const overwrites = governing(server, channel)?.permission_overwrites ?? [];
  const apply = (sum: bigint, among: typeof overwrites) => {
    const deny = among.reduce((bits, each) => bits | BigInt(each.deny), 0n);
    return (sum & ~deny) | among.reduce((bits, each) => bits | BigInt(each.allow), 0n);
  };
  const ofEveryone = overwrites.filter(({ id }) => id === server.id);
  const ofRoles = overwrites.filter(({ id }) => roles.includes(id));
  const ofMember = overwrites.filter(({ id, type }) => type === OverwriteType.Member && id === userId);
  return [ofEveryone, ofRoles, ofMember].reduce(apply, base);
}

/** Allows or denies a role or member a permission in a channel. */
export function overwrite(
  channel: ServerChannel,
  who: { readonly id: string; readonly type: OverwriteType },
  permissions: readonly Permission[],
  decision: 'allow' | 'deny',
): void {
  const bits = permissions.reduce((sum, name) => sum | PermissionFlagsBits[name], 0n);
  const others = (channel.permission_overwrites ?? []).filter(({ id }) => id !== who.id);
  const before = channel.permission_overwrites?.find(({ id }) => id === who.id);
  const [allow, deny] = [BigInt(before?.allow ?? 0), BigInt(before?.deny ?? 0)];
  const after = decision === 'allow' ? [allow | bits, deny & ~bits] : [allow & ~bits, deny | bits];
  channel.permission_overwrites = [...others, { ...who, allow: String(after[0]), deny: String(after[1]) }];
}
