import zstd from '@foxglove/wasm-zstd';

/** Compresses and expands zstd (RFC 8878). Node has it only from 22.15 on; this is the same library in WebAssembly. Resolves once it is loaded. */
export async function openZstd(): Promise<{
  compress(data: Uint8Array): Uint8Array;
  /** `size` is that of the result. @throws Error when the data are damaged. */
  decompress(data: Uint8Array, size: number): Uint8Array;
}> {
  await zstd.isLoaded;
  return { compress: (data) => zstd.compress(data), decompress: (data, size) => zstd.decompress(data, size) };
}
