import { SimpleShardingStrategy } from 'discord.js';

/** As much of a connection as is needed to end it; the library keeps its connections to itself. */
interface Shard {
  on(event: 'ready' | 'resumed', listener: () => void): Shard;
  destroy(options: { readonly code: number }): Promise<void>;
}

type DestroyOptions = Parameters<SimpleShardingStrategy['destroy']>[0];

/**
 * The client library's connections, except that none comes back after it was destroyed: one that is destroyed while it waits to
 * connect or to be let in connects again by itself, and would be a second session of the bot that nobody listens to.
 */
export class MortalShards extends SimpleShardingStrategy {
  override async destroy(options?: DestroyOptions): Promise<void> {
    const { shards } = this as unknown as { readonly shards: ReadonlyMap<number, Shard> };
    for (const shard of shards.values()) {
      // Not at once: the library still looks into the session that it is told of.
      const end = () => setImmediate(() => void shard.destroy({ code: 1_000 }).catch(() => undefined));
      shard.on('ready', end).on('resumed', end);
    }
    await super.destroy(options);
  }
}
