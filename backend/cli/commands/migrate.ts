import type { Command } from 'commander';
import { configFrom, newCommand } from '../flags.ts';
import { print, printJson } from '../output.ts';

export const migrateCommand = (): Command =>
  newCommand('migrate', 'bring the database schema up to this version').action(async (options: { json: boolean }) => {
    const { openStore } = await import('../../store/store.ts');
    const store = await openStore(configFrom(options, ['dataDir']));
    try {
      if (options.json) printJson({ applied: store.applied, version: store.schemaVersion });
      else if (store.applied.length === 0) print(`The schema is current (${store.schemaVersion}).`);
      else print(`Applied ${store.applied.join(', ')}.`);
    } finally {
      await store.close();
    }
  });
