import { Command } from 'commander';
import { SCENARIOS } from '../../../scenarios/registry.ts';
import { newCommand } from '../flags.ts';
import { print, printJson, table } from '../output.ts';
import { scenarioPlayCommand } from './scenario-play.ts';
import { scenarioRecordCommand } from './scenario-record.ts';
import { scenarioScoreCommand } from './scenario-score.ts';
import { scenarioSeasonCommand } from './scenario-season.ts';

export function scenarioCommand(): Command {
  const command = new Command('scenario').description(
    'days to play (start the system with one: vantage start --scenario <id>)',
  );
  command.addCommand(
    newCommand('list', 'list the scenarios').action((options: { json: boolean }) => {
      const items = SCENARIOS.map(({ id, title, description, durationMs }) => ({ id, title, description, durationMs }));
      if (options.json) printJson({ items });
      else
        print(
          table(
            ['id', '名称', 'title', 'hours'],
            items.map((item) => [item.id, item.title.zh, item.title.en, item.durationMs / 3_600_000]),
          ),
        );
    }),
  );
  command.addCommand(scenarioPlayCommand());
  command.addCommand(scenarioRecordCommand());
  command.addCommand(scenarioScoreCommand());
  command.addCommand(scenarioSeasonCommand());
  return command;
}
