import { Command, Option } from 'commander';
import { type Config, type ConfigKey, describeSetting, loadConfig } from '../config.ts';

/** A command with the options that every command has. */
export const newCommand = (name: string, description: string): Command =>
  new Command(name)
    .description(description)
    .option('--json', 'print one JSON document (or NDJSON) on stdout', false)
    .addOption(settingFlag('dataDir', '--data-dir <folder>'));

/** A flag that sets a configuration key; its help is the setting's own description. */
export const settingFlag = (key: ConfigKey, flag: string): Option => new Option(flag, describeSetting(key));

/** Configuration from the flags given, the environment and `vantage.yaml` in the working directory. */
export function configFrom(options: Readonly<Record<string, unknown>>, keys: readonly ConfigKey[]): Config {
  const flags = Object.fromEntries(keys.map((key) => [key, options[key]]));
  return loadConfig(flags, process.env, process.cwd());
}
