import type pg from 'pg';
import type { Bilingual } from '../../geodata/model/text.ts';

/** Who reads schema `report`: no sign-in, no rights anywhere else. */
export const REPORT_ROLE = 'vantage_report';

/** The session setting that says which districts may be seen: a JSON array of names; `*`, empty or absent is all of them. */
export const AREAS_SETTING = 'vantage.areas';

export interface ReportView {
  /** Without the schema. */
  readonly name: string;
  readonly comment: Bilingual;
  /** A SELECT that gives exactly the columns described, in their order. */
  readonly sql: string;
  readonly columns: Readonly<Record<string, Bilingual>>;
}

const SETTING = `current_setting('${AREAS_SETTING}', true)`;

/** SQL condition: the asker may see rows of this district. Both halves are evaluated once a statement. */
export const mayBeSeen = (district: string): string =>
  `((select coalesce(nullif(${SETTING}, ''), '*') = '*')
    or ${district} = any (array(select jsonb_array_elements_text(case when ${SETTING} like '[%' then ${SETTING}::jsonb else '[]' end))))`;

/** Makes a view of schema `report` with its comments, for the report role to read. `security_barrier`: no function of the asker runs before the filter. */
export async function createReportView(client: pg.ClientBase, view: ReportView): Promise<void> {
  const name = `report.${view.name}`;
  await client.query(`create or replace view ${name} with (security_barrier) as ${view.sql}`);
  await client.query(`comment on view ${name} is ${literal(view.comment)}`);
  for (const [column, text] of Object.entries(view.columns))
    await client.query(`comment on column ${name}.${column} is ${literal(text)}`);
  await client.query(`grant select on ${name} to ${REPORT_ROLE}`);
}

const literal = ({ zh, en }: Bilingual): string => `'${`${zh} | ${en}`.replaceAll("'", "''")}'`;
