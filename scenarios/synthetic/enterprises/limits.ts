import type { Enterprise } from '../../../geodata/city/city-model.ts';

/** Persons that one watched workshop may hold: its own shift and a fifth more for the change-over. Ours: the ceilings that sectors set (dust: GB 15577-2018; fireworks: GB 11652) are per process, this is their shape. */
export const headcountLimit = (shiftStaff: number): number => Math.max(3, Math.ceil(1.2 * shiftStaff));

/** Of a process or store, °C. Ours: below it no lithium cell, solvent or cold store is in trouble; above it all of them are. */
export const PROCESS_LIMIT_DEGC = 70;

/** Sectors that work round the clock. */
const CONTINUOUS = /化|冶|炼|钢|电子|数据|冷/;
export const worksAllNight = ({ trade }: Enterprise): boolean => CONTINUOUS.test(trade);
