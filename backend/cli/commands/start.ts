import type { Command } from 'commander';
import { configFrom, newCommand, settingFlag } from '../flags.ts';
import { print, printJson } from '../output.ts';

const KEYS = ['port', 'host', 'dataDir', 'scenario', 'speed', 'role', 'mqttPort', 'logLevel'] as const;

export const startCommand = (): Command =>
  newCommand('start', 'run the system until Ctrl-C')
    .addOption(settingFlag('port', '--port <number>'))
    .addOption(settingFlag('host', '--host <address>'))
    .addOption(settingFlag('scenario', '--scenario <id|none>'))
    .addOption(settingFlag('speed', '--speed <factor>'))
    .addOption(settingFlag('role', '--role <all>'))
    .addOption(settingFlag('mqttPort', '--mqtt-port <number>'))
    .addOption(settingFlag('logLevel', '--log-level <level>'))
    .action(async (options: { json: boolean }) => {
      const config = configFrom(options, KEYS);
      const { runSystem } = await import('../../main.ts');
      await runSystem(config, (started) => {
        if (options.json) return printJson(started);
        print(`Vantage 瞰城 runs at ${started.url}`);
        if (started.mqttUrl) print(`MQTT 5 at ${started.mqttUrl}`);
        if (started.firstPassword)
          print(
            `First start: sign in as admin with ${started.firstPassword} (shown once; change it with: npx vantage user reset admin)`,
          );
        print('Ctrl-C stops it.');
      });
    });
