import { Command } from 'commander';
import { type FaultPlan, tryFaults } from '../../tools/reliability/faults/all.js';
import { table } from '../../tools/reliability/faults/outcomes.js';

const command = new Command('faults')
  .description(
    'Kills, fills, damages and removes what the bot needs, in temporary folders, and prints the results. Exits with 1 if something broke.',
  )
  .usage('-- [options]')
  .option('--kills <number>', 'index runs to kill at random', Number, 100)
  .option('--seed <number>', 'another seed chooses other moments and bits', Number, 1)
  .option('--only <words>', 'only the faults whose description contains these words')
  .parse();

const all = await tryFaults(command.opts<FaultPlan>(), (text) => process.stderr.write(text));
process.stdout.write(`${table(all)}\n`);
if (all.some(({ broken }) => broken.length > 0)) process.exitCode = 1;
