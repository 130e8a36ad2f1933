import type { Socket } from 'node:net';
import { LineReader } from './lines.ts';
import {
  type FromRenderer,
  MAX_UNTAKEN,
  type RenderedPage,
  type RenderOrder,
  type ToRenderer,
} from './protocol.ts';

/** How long the server may take to close the connection after the last message. */
const CLOSE_MS = 1000;

/** The server, seen from the renderer. When it is gone the process exits, at the latest after the page that PDFium is drawing. */
export class Parent {
  readonly #socket: Socket;
  readonly #order = Promise.withResolvers<RenderOrder>();
  readonly #pdf = Promise.withResolvers<string>();
  #untaken = 0;
  #onTaken = () => {};
  #exitStatus = 1;

  constructor(socket: Socket) {
    this.#socket = socket;
    const lines = new LineReader();
    socket.on('data', (piece: Buffer) => {
      for (const line of lines.push(piece)) this.#hear(JSON.parse(line) as ToRenderer);
    });
    // `end` too: a server that closed only its writing side sends no further command.
    for (const event of ['end', 'close', 'error']) socket.on(event, () => process.exit(this.#exitStatus));
  }

  /** The first command. */
  get order(): Promise<RenderOrder> {
    return this.#order.promise;
  }

  /** The path of LibreOffice's PDF. */
  get pdf(): Promise<string> {
    return this.#pdf.promise;
  }

  send(message: FromRenderer): void {
    this.#socket.write(`${JSON.stringify(message)}\n`);
  }

  sendPage(page: RenderedPage): void {
    this.#untaken++;
    this.send({ event: 'page', page });
  }

  async roomForPage(): Promise<void> {
    while (this.#untaken >= MAX_UNTAKEN) {
      await new Promise<void>((resolve) => {
        this.#onTaken = resolve;
      });
    }
  }

  /**
   * Exits with status 0 once the server closes the connection: exiting with an unread `taken` would cause an ECONNRESET there.
   */
  finish(message: FromRenderer): void {
    this.#exitStatus = 0;
    this.#socket.end(`${JSON.stringify(message)}\n`);
    setTimeout(() => process.exit(0), CLOSE_MS);
  }

  #hear(message: ToRenderer): void {
    if (message.command === 'render') this.#order.resolve(message.order);
    else if (message.command === 'pdf') this.#pdf.resolve(message.path);
    else if (message.command === 'taken') {
      this.#untaken--;
      this.#onTaken();
    } else throw new TypeError('The server sent an unknown command.');
  }
}
