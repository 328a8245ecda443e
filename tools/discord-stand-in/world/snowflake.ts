const DISCORD_EPOCH = 1_420_070_400_000;
let count = 0;

/** A new id, greater than all earlier ones. */
export function snowflake(): string {
  count += 1;
  return String((BigInt(Date.now() - DISCORD_EPOCH) << 22n) + BigInt(count));
}
