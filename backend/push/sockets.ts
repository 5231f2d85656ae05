import type { Server as HttpServer } from 'node:http';
import { type Namespace, Server } from 'socket.io';
import { isWelcomeOrigin } from './admission.ts';
import type { ClientEvents, ServerEvents } from './protocol.ts';

/** What all hubs of one HTTP server share: one engine, one namespace each. */
export type Sockets = Server;

export type HubNamespace = Namespace<ClientEvents, ServerEvents>;

/** Answers on `/socket.io/` of this server, which may be listening already or not. Only namespaces that a hub opened are served. */
export function openSockets(server: HttpServer): Sockets {
  const io = new Server(server, {
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: 64 * 1024,
    allowRequest: (request, answer) => answer(null, isWelcomeOrigin(request.headers)),
  });
  io.use((_socket, next) => next(new Error('name a namespace: /live, or that of a replay')));
  return io;
}

/** Ends a namespace and whoever is in it; their connections live on, because they may be in others too. */
export function closeNamespace(sockets: Sockets, namespace: HubNamespace): void {
  namespace.disconnectSockets();
  namespace.removeAllListeners();
  // The way that socket.io's own documentation names ("Namespaces", how to delete one).
  sockets._nsps.delete(namespace.name);
}
