import { aisDescriptor } from './sources/ais/descriptor.ts';
import { capDescriptor } from './sources/cap/descriptor.ts';
import { mqttDescriptor } from './sources/mqtt/descriptor.ts';

/** Sources that are set up by configuration. Each has its settings' schema and makes sources of them. */
export const SOURCES = { ais: aisDescriptor, mqtt: mqttDescriptor, cap: capDescriptor } as const;
