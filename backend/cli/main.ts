#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { UserError } from '../errors.ts';
import { VERSION } from '../version.ts';
import { backtestCommand } from './commands/backtest.ts';
import { benchCommand } from './commands/bench.ts';
import { doctorCommand } from './commands/doctor.ts';
import { geodataCommand } from './commands/geodata.ts';
import { ingestCommand } from './commands/ingest.ts';
import { migrateCommand } from './commands/migrate.ts';
import { modelCommand } from './commands/model.ts';
import { scenarioCommand } from './commands/scenario.ts';
import { sqlCommand } from './commands/sql.ts';
import { startCommand } from './commands/start.ts';
import { userCommand } from './commands/user.ts';
import { DONE, FAILED, fail, WRONG_USAGE } from './output.ts';

const program = new Command('vantage')
  .description('Vantage 瞰城: a city-operations command centre')
  .version(VERSION)
  .showHelpAfterError('Run with --help for usage.');

for (const build of [
  startCommand,
  ingestCommand,
  geodataCommand,
  modelCommand,
  scenarioCommand,
  backtestCommand,
  sqlCommand,
  userCommand,
  migrateCommand,
  doctorCommand,
  benchCommand,
]) {
  program.addCommand(build());
}
overrideExit(program);

// Whoever reads our output may have had enough of it (`vantage … | head`): that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(DONE);
  throw error;
});

try {
  await program.parseAsync(process.argv);
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? DONE : WRONG_USAGE;
  else if (error instanceof UserError) {
    fail(error);
    process.exitCode = error.code === 'bad-configuration' || error.code === 'wrong-usage' ? WRONG_USAGE : FAILED;
  } else {
    fail(error);
    process.exitCode = FAILED;
  }
}

/** Commander would exit with 1 on wrong usage; ours is 2, and only after stdout has drained. */
function overrideExit(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) overrideExit(child);
}
