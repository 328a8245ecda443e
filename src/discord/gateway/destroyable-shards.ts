import { SimpleShardingStrategy } from 'discord.js';

/** The part of a discord.js shard that is needed here. The library does not expose its shards. */
interface Shard {
  on(event: 'ready' | 'resumed', listener: () => void): Shard;
  destroy(options: { readonly code: number }): Promise<void>;
}

type DestroyOptions = Parameters<SimpleShardingStrategy['destroy']>[0];

/**
 * Shards that stay destroyed. A discord.js shard that is destroyed while it is connecting or identifying reconnects by itself
 * and would leave a second session of the bot that nobody listens to.
 */
export class DestroyableShards extends SimpleShardingStrategy {
  override async destroy(options?: DestroyOptions): Promise<void> {
    const { shards } = this as unknown as { readonly shards: ReadonlyMap<number, Shard> };
    for (const shard of shards.values()) {
      // Deferred, because the library still uses the session after this event.
      const end = () => setImmediate(() => void shard.destroy({ code: 1_000 }).catch(() => undefined));
      shard.on('ready', end).on('resumed', end);
    }
    await super.destroy(options);
  }
}
