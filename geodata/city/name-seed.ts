/** A seed that depends on a name too, so that everyone has noise of their own (FNV-1a, Fowler, Noll and Vo, public domain). */
export function nameSeed(seed: number, name: string): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}
