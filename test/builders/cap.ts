/** A CAP 1.2 alert as an agency sends it; `info` and `head` are put in as they are. */
export const capAlert = ({
  identifier = 'warning-1',
  sender = 'met@lanwan.example',
  sent = '2026-09-18T14:40:00+08:00',
  status = 'Actual',
  msgType = 'Alert',
  head = '',
  infos = capInfo(),
}: Readonly<
  Partial<Record<'identifier' | 'sender' | 'sent' | 'status' | 'msgType' | 'head' | 'infos', string>>
> = {}): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
<identifier>${identifier}</identifier>
<sender>${sender}</sender>
<sent>${sent}</sent>
<status>${status}</status>
<msgType>${msgType}</msgType>
<scope>Public</scope>
${head}${infos}</alert>
`;

export const capInfo = (
  fields: Readonly<
    Partial<Record<'language' | 'event' | 'severity' | 'effective' | 'expires' | 'headline' | 'area', string>>
  > = {},
): string => {
  const {
    language = 'zh-CN',
    event = '台风',
    severity = 'Severe',
    effective,
    expires,
    headline,
    area = '澜湾市',
  } = fields;
  const optional = (name: string, value: string | undefined) =>
    value === undefined ? '' : `<${name}>${value}</${name}>\n`;
  return `<info>
<language>${language}</language>
<category>Met</category>
<event>${event}</event>
<urgency>Expected</urgency>
<severity>${severity}</severity>
<certainty>Likely</certainty>
${optional('effective', effective)}${optional('expires', expires)}${optional('headline', headline)}<area>
<areaDesc>${area}</areaDesc>
</area>
</info>
`;
};
