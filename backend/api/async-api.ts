import { z } from 'zod';
import { clientMessages, serverMessages } from '../push/messages.ts';
import { LIVE_NAMESPACE, PROTOCOL_VERSION } from '../push/protocol.ts';
import * as contract from './contract.ts';
import { SchemaWriter } from './open-api.ts';

const reading = contract.observationInput.omit({ thing: true, datastream: true });

/** The AsyncAPI 3.0 document of the socket namespace and the MQTT topic, from the schemas that check their traffic. */
export function asyncApi(version: string): Readonly<Record<string, unknown>> {
  const writer = new SchemaWriter();
  const message = (name: string, schema: z.ZodType, io: 'input' | 'output') => [
    name,
    { name, contentType: 'application/json', payload: writer.write(schema, io) },
  ];
  const fromClient = Object.entries(clientMessages).map(([name, schema]) => message(name, schema, 'input'));
  const fromServer = Object.entries(serverMessages).map(([name, schema]) => message(name, schema, 'output'));
  const frame = {
    name: 'frame',
    contentType: 'application/octet-stream',
    summary: `Positions in little-endian columns, version ${PROTOCOL_VERSION}; backend/push/protocol.ts has the layout and a decoder`,
    payload: { type: 'string', format: 'binary' },
  };
  const readings = z.union([reading, z.array(reading)]);
  return {
    asyncapi: '3.0.0',
    info: { title: 'Vantage 瞰城', version, license: { name: 'Apache-2.0' } },
    defaultContentType: 'application/json',
    channels: {
      live: {
        address: LIVE_NAMESPACE,
        description: 'socket.io namespace; signed in by the session cookie, a bearer token or auth: {token}',
        messages: Object.fromEntries([...fromClient, ...fromServer, ['frame', frame]]),
      },
      readings: {
        address: 'vantage/v1/{thing}/{datastream}',
        description: 'MQTT 5 topic; QoS 1 is acknowledged only after the rows are durable',
        parameters: {
          thing: { description: 'id of the thing' },
          datastream: { description: 'name of the datastream' },
        },
        messages: Object.fromEntries([message('readings', readings, 'input')]),
      },
    },
    operations: {
      hear: { action: 'receive', channel: { $ref: '#/channels/live' }, messages: references('live', fromClient) },
      tell: {
        action: 'send',
        channel: { $ref: '#/channels/live' },
        messages: references('live', [...fromServer, ['frame', frame]]),
      },
      measure: { action: 'receive', channel: { $ref: '#/channels/readings' } },
    },
    components: { schemas: writer.components },
  };
}

const references = (channel: string, messages: readonly (readonly unknown[])[]) =>
  messages.map(([name]) => ({ $ref: `#/channels/${channel}/messages/${String(name)}` }));
